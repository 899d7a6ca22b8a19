import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Path, Source } from '../model/source.ts';
import { codeFrame } from './code-frame.ts';
import { markedLine } from './line-window.ts';
import { plain } from './style.ts';

function frameOf(text: string, path: Path, instead?: string): string {
  const source: Source = { file: { path: 'p.yaml', text }, document: 0, start: 0, end: text.length };
  const notes = instead === undefined ? [] : ([['right', instead]] as const);
  return codeFrame({ source, path, message: 'what', notes }, plain).join('\n');
}

const policy = `kind: NetworkPolicy
spec:
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: clinet
      ports:
        - port: 80
`;

describe('a code frame', () => {
  it('shows the line with those above it, a caret under the part, and what would be right', () => {
    expect(
      frameOf(policy, ['spec', 'ingress', 0, 'from', 0, 'podSelector', 'matchLabels', 'app'], 'app: client'),
    ).toMatchInlineSnapshot(`
      "  --> p.yaml:7:15
       4 |     - from:
       5 |         - podSelector:
       6 |             matchLabels:
       7 |               app: clinet
         |               ^^^^^^^^^^^ what
         = right  app: client"
    `);
  });

  it('goes on below a part of several lines', () => {
    expect(frameOf(policy, ['spec', 'ingress', 0, 'from', 0])).toMatchInlineSnapshot(`
      " --> p.yaml:5:11
      2 | spec:
      3 |   ingress:
      4 |     - from:
      5 |         - podSelector:
        |           ^^^^^^^^^^^^ what
      6 |             matchLabels:
      7 |               app: clinet"
    `);
  });

  it('shows JSON as it is written', () => {
    expect(frameOf('{\n "spec": {\n  "port": 80\n }\n}', ['spec', 'port'])).toMatchInlineSnapshot(`
      " --> p.yaml:3:3
      1 | {
      2 |  "spec": {
      3 |   "port": 80
        |   ^^^^^^^^^^ what"
    `);
  });

  it('shows the nearest part that is written', () => {
    expect(frameOf(policy, ['spec', 'egress'])).toContain('p.yaml:2:1');
  });

  it('keeps to the line of a file with CRLF', () => {
    const frame = frameOf('a: 1\r\nb: 2\r\n', ['b']);
    expect(frame).not.toContain('\r');
    expect(frame).toContain('2 | b: 2\n');
  });

  it('cuts lines that no terminal can show', () => {
    const frame = frameOf(`# ${'x'.repeat(5000)}\na: ${'x'.repeat(5000)}\n`, ['a']);
    const [, comment = '', line = ''] = frame.split('\n');
    expect(comment).toMatch(/x…$/);
    expect(line).toMatch(/x…$/);
    expect(Math.max(...frame.split('\n').map((shown) => shown.length))).toBeLessThan(130);
  });

  it('shows the part of a file that is one long line, and says that there is more on both sides', () => {
    const json = `{"metadata":${JSON.stringify({ note: 'n'.repeat(300) })},"spec":{"port":80},"status":"${'s'.repeat(300)}"}`;
    const [, line = '', carets = ''] = frameOf(json, ['spec', 'port']).split('\n');
    const at = line.indexOf('"port":80');
    expect(carets).toBe(`${' '.repeat(2)}| ${' '.repeat(at - 4)}${'^'.repeat(9)} what`);
    expect(line).toMatch(/^1 \| ….*…$/);
  });

  it('keeps any part of any line in sight', () => {
    const letters = fc.constantFrom('a', '😀', '\t', 'ö');
    const text = fc.string({ unit: letters, maxLength: 400 });
    fc.assert(
      fc.property(text, fc.string({ unit: letters, minLength: 1, maxLength: 200 }), text, (before, part, after) => {
        const { line, indent, carets } = markedLine(`${before}${part}${after}`, before.length, part.length);
        expect(line.length).toBeLessThanOrEqual(110);
        expect(carets.length).toBe(Math.min(part.length, 110 - indent.length));
        const below = line.slice(indent.length, indent.length + carets.length);
        const first = (shown: string) => shown.replace(/[\ud800-\udfff]/g, ' ')[0];
        expect(first(below)).toBe(first(part));
      }),
    );
  });

  it('stands under a part that tabs are before', () => {
    expect(frameOf('{\n\t"port": 80\n}', ['port'])).toContain('2 | \t"port": 80\n  | \t^^^^^^^^^^ what');
  });
});
