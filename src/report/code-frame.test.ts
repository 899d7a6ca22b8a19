import { describe, expect, it } from 'vitest';
import type { Path, Source } from '../model/source.ts';
import { codeFrame } from './code-frame.ts';
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
    const frame = frameOf(`a: ${'x'.repeat(5000)}\n`, ['a']);
    expect(Math.max(...frame.split('\n').map((line) => line.length))).toBeLessThan(130);
  });
});
