import { formatPath } from '../../model/fields.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Path } from '../../model/source.ts';
import type { LintContext } from './context.ts';
import type { LintFinding } from './finding.ts';
import { valueAt } from './value-at.ts';

/** The codes of what does nothing where it stands, so that a reader may want to take it out. */
const idleCodes: ReadonlySet<string> = new Set([
  'NW202',
  'NW203',
  'NW205',
  'NW206',
  'NW207',
  'NW208',
  'NW302',
  'NW304',
]);

/** An entry of a list of a policy: a rule, a peer or a port. */
interface Entry {
  readonly list: Path;
  readonly index: number;
}

/**
 * Says with a finding what has to go with it: who takes the last peer or port out of a rule opens it to everybody or on every
 * port, and who takes the last egress rule out of a NetworkPolicy without policyTypes ends the isolation (networking.k8s.io/v1
 * NetworkPolicySpec). All that is told to do nothing is thought to be taken out together.
 */
export function warnOfEmptiedLists(context: LintContext, findings: readonly LintFinding[]): readonly LintFinding[] {
  const idle = findings.filter(isIdle);
  const advice = new Map<LintFinding, string>();
  for (const own of groupBy(idle, ({ source }) => source).values()) {
    for (const [finding, words] of adviceOn(context, own)) advice.set(finding, words);
  }
  return findings.map((finding) => {
    const words = advice.get(finding);
    return words === undefined ? finding : { ...finding, message: `${finding.message}; to take it out, ${words}` };
  });
}

function isIdle({ code, object, path, instead }: LintFinding): boolean {
  const isEntry = object.kind === 'NetworkPolicy' && entryOf(path) !== undefined;
  return isEntry && instead === undefined && idleCodes.has(code);
}

/** On the findings of one policy. */
function adviceOn(context: LintContext, findings: readonly LintFinding[]): readonly (readonly [LintFinding, string])[] {
  const emptied = emptiedLists(context, findings);
  const endsIsolation = isIsolatedByRules(context, findings) && emptied.has('spec.egress');
  return findings.flatMap((finding) => {
    const { list = [] } = entryOf(finding.path) ?? {};
    const key = list.at(-1);
    const isInside = list.length > 2 && emptied.has(formatPath(list));
    const words = [
      ...(isInside
        ? [`take out the whole rule, as \`${key}: []\` is ${key === 'ports' ? 'every port' : 'everybody'}`]
        : []),
      ...(endsIsolation && list[1] === 'egress' && (isInside || list.length === 2)
        ? ['write `policyTypes: [Ingress, Egress]`, without which no egress rule is no isolation']
        : []),
    ];
    return words.length === 0 ? [] : [[finding, words.join(', and ')] as const];
  });
}

/** The lists of which every entry does nothing. A rule that has such a list does nothing itself. */
function emptiedLists(context: LintContext, findings: readonly LintFinding[]): ReadonlySet<string> {
  const entries = findings.flatMap(({ path }) => entryOf(path) ?? []);
  const inside = emptied(
    context,
    findings,
    entries.filter(({ list }) => list.length > 2),
  );
  const rules = [
    ...entries.filter(({ list }) => list.length === 2),
    ...inside.flatMap((list) => entryOf(list.slice(0, 3)) ?? []),
  ];
  return new Set([...inside, ...emptied(context, findings, rules)].map(formatPath));
}

function emptied(context: LintContext, [finding]: readonly LintFinding[], entries: readonly Entry[]): readonly Path[] {
  const manifest = finding && context.manifestAt(finding.source);
  return [...groupBy(entries, ({ list }) => formatPath(list)).values()].flatMap((own) => {
    const [first] = own;
    const list = first && valueAt(manifest, first.list);
    const gone = new Set(own.map(({ index }) => index));
    return first !== undefined && Array.isArray(list) && gone.size === list.length ? [first.list] : [];
  });
}

/** Whether egress is isolated only since there are egress rules. */
function isIsolatedByRules(context: LintContext, [finding]: readonly LintFinding[]): boolean {
  const types = finding && valueAt(context.manifestAt(finding.source), ['spec', 'policyTypes']);
  return !Array.isArray(types) || types.length === 0;
}

/** `spec.egress[0].to[1]` and what is in it is entry 1 of `spec.egress[0].to`. */
function entryOf(path: Path): Entry | undefined {
  const length = path.length > 4 ? 4 : 2;
  const index = path[length];
  return typeof index === 'number' && path[0] === 'spec' ? { list: path.slice(0, length), index } : undefined;
}
