import type { Protocol } from '../../model/connection-set.ts';
import { namedPorts, type Pod } from '../../model/pod.ts';
import type { Endpoint } from '../endpoint.ts';

/** One place where a connection can end. */
export interface Server {
  readonly endpoint: Endpoint;
  /** The server's own port, after a Service has translated its own. */
  readonly port: number;
}

/** A pod at a port; at each of several where a name stands for them. */
export function serversOfPod(pod: Pod, port: number | string, protocol: Protocol): readonly Server[] {
  const numbers = typeof port === 'number' ? [port] : namedPorts(pod, port, protocol);
  return numbers.map((number) => ({ endpoint: { kind: 'pod', pod }, port: number }));
}
