import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maximumTextLength } from './finding.ts';
import { classifyEntry, maskCredentials, readLog } from './index.ts';
import { tables } from './signatures/tables.ts';

const signatures = tables.flatMap((table) => table.signatures);
const literals = signatures.flatMap(({ words }) => words);
const examples = signatures.map(({ example }) => example);

/** What the patterns repeat, and what ends their repeats. */
const pieces = [
  ...Array.from('aA0 .:;,/\\-_=@$"\'`(){}[]<>|*~^#%&+!?\t'),
  '\n',
  '\u001b[',
  '::',
  '://',
  '1.1.1.1',
  'a.',
  'a/',
  'x:1 ',
  'password=',
  'Caused by: ',
  '    at ',
  'é',
  '\ud83d',
  '\u0000',
];

function finished(text: string): void {
  const finding = classifyEntry(text);
  const { findings, lines } = readLog(text);
  for (const each of finding === undefined ? findings : [finding, ...findings]) {
    expect(each.text.length).toBeLessThanOrEqual(maximumTextLength);
    expect(each.line).toBeLessThanOrEqual(each.lineEnd);
    if (each.port !== undefined) expect(each.port).toBeGreaterThan(0);
  }
  for (const { lineEnd } of findings) expect(lineEnd).toBeLessThanOrEqual(lines);
  maskCredentials(text);
}

describe('any text is read to its end', () => {
  test('arbitrary strings', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), finished));
  });

  test('the literals of the signatures in any order', () => {
    const text = fc.array(fc.constantFrom(...literals, ...pieces), { maxLength: 60 }).map((parts) => parts.join(' '));
    fc.assert(fc.property(text, finished));
  });

  test('examples that are cut, doubled and joined', () => {
    const part = fc
      .tuple(fc.constantFrom(...examples), fc.nat(200), fc.nat(200))
      .map(([text, from, length]) => text.slice(from, from + length));
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.constantFrom(...pieces)), { maxLength: 12 }), (parts) =>
        finished(parts.join('')),
      ),
    );
  });

  test('the same text is read the same way twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.string(), (example, after) => {
        expect(classifyEntry(example + after)).toEqual(classifyEntry(example + after));
      }),
    );
  });
});

/** They return at all: a pattern that needs more than the square of its input would not. */
describe('long runs of what the patterns repeat', () => {
  test.each(pieces)('of %j after every literal of its own', (piece) => {
    const run = piece.repeat(Math.ceil(20_000 / piece.length));
    for (let at = 0; at < literals.length; at += 40) finished(`${literals[at] ?? ''} ${run}`);
    finished(`${run} ${literals.slice(0, 200).join(piece)}`);
  });

  test.each(examples.filter((_example, at) => at % 8 === 0))('of the parts of %j', (example) => {
    finished(example.repeat(Math.ceil(20_000 / example.length)));
    finished(example.replaceAll('\n', ' ').slice(0, 20).repeat(1000));
  });
});
