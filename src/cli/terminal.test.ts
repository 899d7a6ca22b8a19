import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printedJson, safeForTerminal } from './terminal.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('text for a terminal', () => {
  it('has no control character but line feeds and tabs', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(safeForTerminal(text, false).replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}|[\u202a-\u202e]/u);
      }),
    );
  });

  it('shows what was there', () => {
    expect(safeForTerminal('a\u001b[2Jb\u202ec\r', false)).toBe('a\\x1b[2Jb\\u202ec\\x0d');
  });

  it('keeps the colours of our own styles, and no other sequence', () => {
    expect(safeForTerminal('\u001b[31mred\u001b[39m \u001b[8mhidden\u001b]0;title\u0007', true)).toBe(
      '\u001b[31mred\u001b[39m \\x1b[8mhidden\\x1b]0;title\\x07',
    );
  });
});

describe('JSON', () => {
  it('is read back as it was, and has no control character', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const printed = printedJson({ text });
        expect(JSON.parse(printed)).toEqual({ text });
        expect(safeForTerminal(printed, false)).toBe(printed);
      }),
    );
  });
});
