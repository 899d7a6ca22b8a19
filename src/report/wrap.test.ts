import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from './wrap.ts';

describe('wrap', () => {
  it('leaves text alone where nobody knows the width', () => {
    expect(wrap('a '.repeat(200), undefined)).toBe('a '.repeat(200));
  });

  it('breaks at spaces and goes on below the text of a row', () => {
    const row = '    + state  it lived for 4 s: it waited, as for a packet that gets no answer';
    expect(wrap(row, 50)).toBe(
      ['    + state  it lived for 4 s: it waited, as for a', '             packet that gets no answer'].join('\n'),
    );
  });

  it('shows lines of a file as they stand', () => {
    const line = `  120 |         - podSelector: ${'x '.repeat(60)}`;
    expect(wrap(line, 60)).toBe(line);
  });

  it('counts no colours', () => {
    const coloured = `\u001b[31m${'word '.repeat(7).trim()}\u001b[39m`;
    expect(wrap(coloured, 40)).toBe(coloured);
  });

  it('loses nothing but spaces', () => {
    const words = fc.array(fc.stringMatching(/^[a-z+:.-]{1,60}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 120 }), (list, columns) => {
        const text = list.join(' ');
        expect(wrap(text, columns).split(/\s+/).join(' ').trim()).toBe(text.trim());
      }),
    );
  });
});
