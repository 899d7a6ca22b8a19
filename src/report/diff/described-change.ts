import { formatConnections } from '../../model/connection-set.ts';
import type { ConnectionChange, ConnectivityDiff, Verdict, Witness } from '../../policy/index.ts';
import { endpointText } from '../endpoint-text.ts';
import { overFamily } from '../family-words.ts';
import { endpointNames, namespaceOf } from '../map/endpoint-names.ts';
import { type DecidingRule, decidingRules } from './deciding-rules.ts';

/** A change in words, for reports of all forms. */
export interface DescribedChange {
  readonly change: ConnectionChange;
  /** The names of the clients; `to` those of the servers. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** The namespaces of the clients, then those of the servers; `outside` for what is in none. */
  readonly namespaces: readonly [from: readonly string[], to: readonly string[]];
  /** With the address family where it is not all of them: `TCP 80 over IPv4 only`. */
  readonly ports: string;
  /** `shop/web → shop/db:5432/TCP`, with `over IPv4` where the ports are meant over it alone. */
  readonly witness?: string;
  readonly before: DescribedAnswer;
  readonly after: DescribedAnswer;
}

/** What is said of the witness on one side of a change. */
export interface DescribedAnswer {
  /** The verdict, or that an end is not there. */
  readonly word: string;
  readonly rules: readonly DecidingRule[];
  /** What to say where there is no rule to show. */
  readonly reason: string;
}

/** All changes of a diff, in its order. */
export function describedChanges(diff: ConnectivityDiff): readonly DescribedChange[] {
  const names = endpointNames(diff.endpoints.map(({ endpoint }) => endpoint));
  const membersOf = (group: number) => diff.groups[group]?.members ?? [];
  const namespacesOf = (group: number) => {
    const found = membersOf(group).flatMap((index) => diff.endpoints[index] ?? []);
    return [...new Set(found.map(({ endpoint }) => namespaceOf(endpoint) ?? 'outside'))];
  };
  return diff.changes.map((change) => ({
    change,
    from: membersOf(change.from).map((index) => names[index] ?? ''),
    to: membersOf(change.to).map((index) => names[index] ?? ''),
    namespaces: [namespacesOf(change.from), namespacesOf(change.to)],
    ports: `${formatConnections(change.ports)}${overFamily(change.family)}`,
    ...(change.witness !== undefined && { witness: describeWitness(change.witness, change.family) }),
    before: describeAnswer(change.witness?.before, change.before),
    after: describeAnswer(change.witness?.after, change.after),
  }));
}

function describeWitness({ from, to, port, protocol }: Witness, family: ConnectionChange['family']): string {
  return `${endpointText(from)} → ${endpointText(to)}:${port}/${protocol}${family === undefined ? '' : ` over IPv${family}`}`;
}

function describeAnswer(verdict: Verdict | undefined, standing: ConnectionChange['before']): DescribedAnswer {
  if (verdict === undefined) {
    return { word: standing, rules: [], reason: standing === 'absent' ? 'an end is not there' : '' };
  }
  const exempt = verdict.ingress.exempt ?? verdict.egress.exempt;
  const none = verdict.verdict === 'allowed' ? 'no policy isolates it' : (exempt ?? '');
  const reason = verdict.dependsOn.length > 0 ? `depends on ${verdict.dependsOn.join('; ')}` : none;
  return { word: verdict.verdict, rules: decidingRules(verdict), reason };
}

/** A rule and its place: `ingress shop/db#ingress[0] (policies.yaml:12)`. */
export function describeDecidingRule(rule: DecidingRule): string {
  return `${nameDecidingRule(rule)} (${rule.file}:${rule.line})`;
}

/** A rule without its place. */
export function nameDecidingRule({ direction, effect, path }: DecidingRule): string {
  return effect === 'isolates' ? `${direction} isolated by ${path}, of which no rule matches` : `${direction} ${path}`;
}

/** How many changes there are of each kind, in words. */
export function changeCounts(diff: ConnectivityDiff): string {
  if (diff.changes.length === 0) return 'No connection opens or closes.';
  const of = (presence: string) => diff.changes.filter((change) => change.presence === presence);
  const kinds = (['opened', 'closed', 'unsure'] as const).flatMap((kind) => {
    const count = of('both').filter(({ change }) => change === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  const parts = [
    kinds.length === 0 ? 'none between endpoints of both sides' : kinds.join(', '),
    ...(of('new').length > 0 ? [`${of('new').length} with new endpoints`] : []),
    ...(of('gone').length > 0 ? [`${of('gone').length} with endpoints that are gone`] : []),
  ];
  return `Changes of connections: ${parts.join('; ')}.`;
}
