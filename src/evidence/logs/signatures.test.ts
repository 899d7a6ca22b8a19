import { describe, expect, test } from 'vitest';
import { classifyEntry, type LogFinding } from './index.ts';
import { tables } from './signatures/tables.ts';

const signatures = tables.flatMap((table) => table.signatures);

/** A finding as `gives` writes it: the class, then ` host:port` as far as they are known. */
function summary(finding: LogFinding | undefined): string | undefined {
  if (finding === undefined) return undefined;
  const target = `${finding.host ?? ''}${finding.port === undefined ? '' : `:${finding.port}`}`;
  return target === '' ? finding.class : `${finding.class} ${target}`;
}

test('ids are unique', () => {
  const ids = signatures.map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test('the ids of what is no connection failure say whether a server answered or no peer is involved', () => {
  const others = signatures.filter(({ class: name, otherwise }) => name === 'other' || otherwise === 'other');
  expect(others.filter(({ id }) => !/^(?:answered|local):/.test(id)).map(({ id }) => id)).toEqual([]);
});

test('tables that are about an answer or no peer hold the ids that say so, and no others, and so do their findings', () => {
  const prefixes = { answer: /^answered:/, local: /^local:/ };
  for (const { about, signatures: own } of tables) {
    const prefix = about === undefined ? /^(?!answered:|local:)/ : prefixes[about];
    expect(own.filter(({ id }) => !prefix.test(id)).map(({ id }) => id)).toEqual([]);
    expect(own.filter(({ example }) => classifyEntry(example)?.about !== about).map(({ id }) => id)).toEqual([]);
  }
});

describe.each(signatures)('$id', (signature) => {
  const { example, gives, words, pattern } = signature;

  test(`its example is read as ${gives}`, () => {
    expect(summary(classifyEntry(example))).toBe(gives);
  });

  test('its own pattern matches a line of its example, or a text in its JSON', () => {
    expect(
      example
        .split(/[\n"]|$/)
        .concat(example.split('\n'))
        .filter((line) => pattern.test(line)),
    ).not.toEqual([]);
  });

  test('its words are printable ASCII in lower case, one of them in the example', () => {
    expect(words.filter((word) => !/^[ -~]{2,}$/.test(word) || word !== word.toLowerCase())).toEqual([]);
    expect(words.some((word) => example.toLowerCase().includes(word))).toBe(true);
  });

  test('its pattern keeps no state from one line to the next', () => {
    expect(pattern.flags).not.toMatch(/[gy]/);
  });
});
