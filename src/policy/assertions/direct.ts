import { connectivity } from '../connectivity.ts';
import { isSamePod } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import type { Target } from '../reference/target.ts';
import type { Answer, Verdict } from '../verdict.ts';
import type { Assertion } from './assertion.ts';
import { type EndGroup, pairCount, pairOf } from './end-groups.ts';
import { type Reach, reachOf } from './reach.ts';
import type { Destination, Server } from './resolve-end.ts';
import type { Breach } from './result.ts';

/** What was found about pairs of clients and servers. */
export interface Found {
  readonly pairs: number;
  readonly breaches: readonly Breach[];
  readonly doubts: readonly Breach[];
}

/** Groups of servers, each with the ports that are asked about. */
export interface ServerGroup {
  readonly group: EndGroup;
  readonly ports: Server['ports'];
}

/** Asks every group of clients about every group of servers and every target, in one step. */
export function askDirectly(
  engine: PolicyEngine,
  expects: Assertion['expects'],
  clients: readonly EndGroup[],
  servers: readonly ServerGroup[],
  targets: Destination['targets'],
): Found {
  const breaking: Answer = expects === 'allow' ? 'denied' : 'allowed';
  const breaches: Breach[] = [];
  const doubts: Breach[] = [];
  let pairs = 0;
  const note = (reach: Reach, alike: number) => {
    if (reach.answer !== breaking && reach.answer !== 'implementation-defined') return;
    const { from, to, dependsOn } = reach;
    (reach.answer === breaking ? breaches : doubts).push({ from, to, steps: [reach], alike, dependsOn });
  };
  for (const client of clients) {
    for (const { group, ports } of servers) {
      const pair = pairOf(client, group);
      if (pair === undefined) continue;
      const alike = pairCount(client, group);
      pairs += alike;
      for (const reach of reachOf(engine, ...pair, ports)) note(reach, alike);
    }
    for (const target of targets) {
      const reached = reachOfTarget(engine, client, target);
      pairs += reached.length * client.members.length;
      for (const reach of reached) note(reach, client.members.length);
    }
  }
  return { pairs, breaches, doubts };
}

/** A Service or a domain may leave open what its single servers do not: then that is the answer. */
export function reachOfTarget(engine: PolicyEngine, client: EndGroup, target: Target): readonly Reach[] {
  const answer = connectivity(engine, [client.members[0]], target);
  if (answer === undefined) return [];
  const { verdict, decisive, dependsOn, pairs } = answer;
  if (verdict === 'implementation-defined' && decisive.verdict !== verdict) {
    return [{ ...reachOfVerdict(decisive), answer: verdict, dependsOn }];
  }
  return pairs.filter(({ from, to }) => !isSamePod(from, to)).map(reachOfVerdict);
}

function reachOfVerdict(verdict: Verdict): Reach {
  const { from, to, protocol, port, dependsOn } = verdict;
  return { answer: verdict.verdict, from, to, ports: [{ protocol, first: port, last: port }], verdict, dependsOn };
}
