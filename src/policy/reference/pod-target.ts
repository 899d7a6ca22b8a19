import type { Protocol } from '../../model/connection-set.ts';
import { isTerminated, type Pod, servingContainers } from '../../model/pod.ts';
import { UnknownObjectError } from './resolve.ts';
import { type Server, serversOfPod } from './server.ts';

/** The pods that have not ended; all where all have, so that a workload is asked about as if it ran. */
export function running(pods: readonly Pod[]): readonly Pod[] {
  const live = pods.filter((pod) => !isTerminated(pod));
  return live.length > 0 ? live : pods;
}

/** Pods at a port. Throws an UnknownObjectError for the name of a port that none of them has. */
export function podServers(
  pods: readonly Pod[],
  port: number | string,
  protocol: Protocol,
  name: string,
): readonly Server[] {
  const servers = pods.flatMap((pod) => serversOfPod(pod, port, protocol));
  if (servers.length > 0 || pods.length === 0) return servers;
  const names = pods.flatMap(servingContainers).flatMap((container) => container.ports);
  const known = names.map((candidate) => `${candidate.name ?? candidate.port}/${candidate.protocol}`);
  const list = known.length === 0 ? 'it declares no port' : `it has ${[...new Set(known)].join(', ')}`;
  throw new UnknownObjectError(`${name} has no port named "${port}" for ${protocol}; ${list}`);
}
