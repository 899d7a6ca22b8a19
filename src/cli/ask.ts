import {
  type Answer,
  type Connectivity,
  clientsOf,
  connectivity,
  describeNoServers,
  parseReference,
  parseTarget,
  resolveReference,
  targetOf,
} from '../policy/index.ts';
import { type ExitCode, exitCodes, NoAnswer } from './io.ts';
import type { Loaded } from './load.ts';

/** `FROM TARGET`, as `check` and `explain` take it. */
export function ask({ engine, namespace }: Loaded, from: string, to: string): Connectivity {
  const { cluster } = engine;
  const wanted = parseTarget(to);
  const clients = clientsOf(engine, resolveReference(cluster, parseReference(from), namespace));
  const target = targetOf(cluster, resolveReference(cluster, wanted.endpoint, namespace), wanted.port, wanted.protocol);
  if (clients.length === 0) throw new NoAnswer([`${from} has no pods, so that nothing can connect from it`]);
  const answer = connectivity(engine, clients, target);
  if (answer === undefined) throw new NoAnswer([`${to} leads nowhere: ${describeNoServers(cluster, target)}`]);
  return answer;
}

export function exitCodeOf(answer: Answer): ExitCode {
  switch (answer) {
    case 'allowed':
      return exitCodes.holds;
    case 'denied':
      return exitCodes.finding;
    case 'implementation-defined':
      return exitCodes.noAnswer;
  }
}
