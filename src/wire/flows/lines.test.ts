import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Line, linesOf, maximumLine } from '../index.ts';

async function read(...chunks: readonly Uint8Array[]): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for await (const line of linesOf(given(chunks))) lines.push(line);
  return lines;
}

async function* given(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('lines', () => {
  it('are the same however the bytes come', async () => {
    const cuts = fc.array(fc.nat(60), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', maxLength: 8 })), cuts, async (texts, at) => {
        const wanted = texts.map((text) => text.replaceAll('\n', ' '));
        const all = bytes(wanted.map((text) => `${text}\n`).join(''));
        const borders = [0, ...at.filter((cut) => cut < all.length).sort((a, b) => a - b), all.length];
        const chunks = borders.slice(1).map((end, index) => all.slice(borders[index], end));
        expect((await read(...chunks)).map(({ text }) => text)).toEqual(wanted);
      }),
    );
  });

  it('are counted, and the last may be cut off', async () => {
    expect(await read(bytes('a\n\nb'))).toEqual([
      { number: 1, text: 'a', ended: true },
      { number: 2, text: '', ended: true },
      { number: 3, text: 'b', ended: false },
    ]);
  });

  it('that are too long have no text, and those after them do', async () => {
    const long = bytes('x'.repeat(maximumLine / 2 + 1));
    const lines = await read(long, long, bytes('\nb\n'));
    expect(lines.map(({ text }) => text)).toEqual([undefined, 'b']);
  });

  it('that are no UTF-8 are read all the same', async () => {
    expect((await read(Uint8Array.of(0xff, 0x61, 0x0a)))[0]?.text).toBe('\ufffda');
  });
});
