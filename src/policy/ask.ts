import type { Cluster } from '../model/cluster.ts';
import { clientsOf, connectivity } from './connectivity.ts';
import type { PolicyEngine } from './engine.ts';
import { type Connectivity, distinct } from './group-answer.ts';
import { describeInhabitants } from './range-inhabitants.ts';
import { assumedToRun } from './reference/ended.ts';
import { describeNoServers } from './reference/no-servers.ts';
import { parseReference, parseTarget } from './reference/parse.ts';
import { type Resolved, resolveReference, UnknownObjectError } from './reference/resolve.ts';
import { targetOf } from './reference/target-of.ts';

/**
 * May `from` connect to `to`? Both as people write them: `[NAMESPACE/][KIND/]NAME`, an address, a range; `to` with
 * `:PORT[/PROTOCOL]`, or a domain name. `namespace` is for names that name none; without it all namespaces are
 * searched.
 *
 * Throws a ReferenceSyntaxError for text that is neither, and an UnknownObjectError for names and ports that nobody
 * has, for a pod that has ended, and where there is nobody to connect from or to.
 */
export function ask(engine: PolicyEngine, from: string, to: string, namespace?: string): Connectivity {
  const { cluster } = engine;
  const wanted = parseTarget(to);
  const client = resolveReference(cluster, parseReference(from), namespace);
  const server = resolveReference(cluster, wanted.endpoint, namespace);
  const assumed = [client, server].flatMap((end) => [
    ...assumedToRun(cluster, end),
    ...(end.kind === 'range' ? assumedOutside(cluster, end) : []),
  ]);
  const clients = clientsOf(engine, client);
  const target = targetOf(cluster, server, wanted.port, wanted.protocol);
  if (clients.length === 0) throw new UnknownObjectError(`${from} has no pods, so that nothing can connect from it`);
  const answer = connectivity(engine, clients, target);
  if (answer === undefined) {
    throw new UnknownObjectError(`${to} leads nowhere: ${describeNoServers(cluster, target)}`);
  }
  return assumed.length === 0 ? answer : { ...answer, assumptions: distinct([...answer.assumptions, ...assumed]) };
}

/** A single address that somebody of the cluster has is theirs. */
function assumedOutside(cluster: Cluster, { range }: Extract<Resolved, { readonly kind: 'range' }>): readonly string[] {
  const isSingle = range.end - range.start === 1n;
  return isSingle ? [] : [describeInhabitants(cluster, range)].filter((sentence) => sentence !== undefined);
}
