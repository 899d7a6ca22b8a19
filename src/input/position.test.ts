import fc from 'fast-check';
import { expect, test } from 'vitest';
import { positionAt } from './index.ts';
import { positionsIn } from './position.ts';

test('lines and columns count from 1, CRLF as one break', () => {
  const text = 'ab\r\nc\n\nd';
  expect([0, 2, 4, 6, 7, 8].map((offset) => positionAt(text, offset))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 3 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 4, column: 1 },
    { line: 4, column: 2 },
  ]);
});

test('an index of the lines gives the same', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n')), fc.nat(30), (pieces, offset) => {
      const text = pieces.join('');
      const inside = Math.min(offset, text.length);
      expect(positionsIn(text)(inside)).toEqual(positionAt(text, inside));
    }),
  );
});
