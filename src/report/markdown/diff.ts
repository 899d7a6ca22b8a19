import type { ChangeKind, ConnectivityDiff, Presence } from '../../policy/index.ts';
import {
  changeCounts,
  type DescribedAnswer,
  type DescribedChange,
  describeDecidingRule,
  describedChanges,
} from '../diff/described-change.ts';
import { listed } from '../diff/names.ts';
import { markdownTable } from '../text/table.ts';

/** What a comment on a pull request holds: GitHub takes 65,536 characters. */
const shownChanges = 50;
const shownMembers = 8;

/** A diff as a comment on a pull request; new endpoints and those that are gone are folded in. */
export function diffMarkdown(diff: ConnectivityDiff): string {
  const changes = describedChanges(diff);
  const of = (presence: Presence) => changes.filter(({ change }) => change.presence === presence);
  return [
    '### Connectivity',
    changeCounts(diff),
    changesTable(of('both')),
    folded('New endpoints', of('new')),
    folded('Endpoints that are gone', of('gone')),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function folded(title: string, changes: readonly DescribedChange[]): string {
  return changes.length === 0 ? '' : `<details>\n<summary>${title}</summary>\n\n${changesTable(changes)}\n\n</details>`;
}

function changesTable(changes: readonly DescribedChange[]): string {
  if (changes.length === 0) return '';
  const rows = changes
    .slice(0, shownChanges)
    .map((change) => [
      words[change.change.change],
      listed(change.from, shownMembers),
      listed(change.to, shownMembers),
      change.ports,
      change.witness ?? '',
      describeAnswer(change.before),
      describeAnswer(change.after),
    ]);
  const table = markdownTable(['', 'from', 'to', 'ports', 'such as', 'before', 'after'], rows);
  return changes.length > shownChanges ? `${table}\n\n… and ${changes.length - shownChanges} more.` : table;
}

const words: Readonly<Record<ChangeKind, string>> = { opened: '🟢 opened', closed: '🔴 closed', unsure: '🟡 unsure' };

function describeAnswer({ word, rules, reason }: DescribedAnswer): string {
  const why = rules.length === 0 ? reason : listed(rules.map(describeDecidingRule), 2);
  return why === '' ? word : `${word}: ${why}`;
}
