import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLog } from './index.ts';
import { tables } from './logs/signatures/tables.ts';

const examples = tables.flatMap(({ signatures }) => signatures.map(({ example }) => example));

/** Whole examples, their ends and anything else, on one line or on several. */
const log = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...examples),
      fc.tuple(fc.constantFrom(...examples), fc.nat(300)).map(([text, from]) => text.slice(from)),
      fc.constantFrom('\n', '\r\n', '\t', ' ', '{"msg":"', '"}', '\u001b[31m', '\u0000'),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

test('any log text is read without an error, its findings within its lines', () => {
  fc.assert(
    fc.property(log, (text) => {
      const { lines, findings } = readLog(text);
      expect(findings.filter(({ line, lineEnd }) => line < 1 || lineEnd > lines)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
