import fc from 'fast-check';
import { expect, test } from 'vitest';
import { positionsIn } from './position.ts';

test('lines and columns count from 1, CRLF as one break', () => {
  const text = 'ab\r\nc\n\nd';
  expect([0, 2, 4, 6, 7, 8].map(positionsIn(text))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 3 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 4, column: 1 },
    { line: 4, column: 2 },
  ]);
});

test('a position is told by the lines before it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n')), fc.nat(30), (pieces, offset) => {
      const text = pieces.join('');
      const before = text.slice(0, offset).split('\n');
      const inside = Math.min(offset, text.length);
      expect(positionsIn(text)(inside)).toEqual({ line: before.length, column: (before.at(-1) ?? '').length + 1 });
    }),
  );
});
