import type { ChangeKind, ConnectivityDiff, Presence } from '../../policy/index.ts';
import {
  changeCounts,
  type DescribedAnswer,
  type DescribedChange,
  describeDecidingRule,
  describedChanges,
} from '../diff/described-change.ts';
import { listed } from '../diff/names.ts';
import type { Style } from '../style.ts';

const shownMembers = 8;
const shownRules = 3;

/** The answer of `netwhy diff` for a terminal: the changes by namespaces, each with a witness and its rules; new and gone endpoints apart. */
export function diffText(diff: ConnectivityDiff, style: Style): string {
  const changes = describedChanges(diff);
  const of = (presence: Presence) => changes.filter(({ change }) => change.presence === presence);
  const blocks = [
    ...byNamespaces(of('both')).map(([title, list]) => block(title, list, style, true)),
    block('new endpoints', of('new'), style, false),
    block('endpoints that are gone', of('gone'), style, false),
    changeCounts(diff),
  ];
  return blocks.filter((text) => text !== '').join('\n\n');
}

function byNamespaces(changes: readonly DescribedChange[]): readonly (readonly [string, readonly DescribedChange[]])[] {
  const groups = new Map<string, DescribedChange[]>();
  for (const change of changes) {
    const title = change.namespaces.map((names) => listed(names, 3)).join(' → ');
    const known = groups.get(title);
    if (known === undefined) groups.set(title, [change]);
    else known.push(change);
  }
  return [...groups];
}

function block(title: string, changes: readonly DescribedChange[], style: Style, withRules: boolean): string {
  if (changes.length === 0) return '';
  return [style.bold(title), ...changes.flatMap((change) => changeLines(change, style, withRules))].join('\n');
}

function changeLines(change: DescribedChange, style: Style, withRules: boolean): readonly string[] {
  const { from, to, ports, witness, before, after } = change;
  const { change: kind, before: was, after: is } = change.change;
  const ends = `${listed(from, shownMembers)} → ${listed(to, shownMembers)}`;
  const head = `  ${marked(kind, `${marks[kind]} ${ends}`, style)}  ${ports}  ${style.dim(`${was} → ${is}`)}`;
  if (!withRules || witness === undefined) return [head];
  return [
    head,
    `      ${style.dim('such as')} ${witness}`,
    answerLine('before', before, style),
    answerLine('after ', after, style),
  ];
}

const marks: Readonly<Record<ChangeKind, string>> = { opened: '+', closed: '-', unsure: '?' };

function marked(kind: ChangeKind, text: string, style: Style): string {
  switch (kind) {
    case 'opened':
      return style.green(text);
    case 'closed':
      return style.red(text);
    case 'unsure':
      return style.yellow(text);
  }
}

function answerLine(label: string, { word, rules, reason }: DescribedAnswer, style: Style): string {
  const texts = rules.map(describeDecidingRule);
  const why = texts.length === 0 ? reason : listed(texts, shownRules);
  return `      ${style.dim(label)}  ${why === '' ? word : `${word}: ${why}`}`;
}
