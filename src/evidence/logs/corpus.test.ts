import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classifyEntry, type LogClass, type LogFinding } from './index.ts';

const corpora = process.env['NETWHY_CORPORA'];

interface CorpusLine {
  readonly id: string;
  readonly line: string;
  readonly class: LogClass;
  readonly also?: readonly LogClass[];
  readonly host: string | null;
  readonly port: number | null;
}

/** What is no failure of a connection, whatever else it is. */
const notFailures: ReadonlySet<LogClass> = new Set([
  'other',
  'client-refuses',
  'config',
  'app-error',
  'listening',
  'connected',
]);

function classified(finding: LogFinding | undefined): LogClass {
  return finding === undefined || notFailures.has(finding.class) ? 'other' : finding.class;
}

function share(right: number, all: number): number {
  return all === 0 ? 1 : right / all;
}

describe.skipIf(corpora === undefined)(
  'lines of failing clients (set NETWHY_CORPORA to the folder of the corpora)',
  () => {
    const lines: readonly CorpusLine[] =
      corpora === undefined
        ? []
        : readFileSync(join(corpora, 'loglines', 'lines.jsonl'), 'utf8')
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => JSON.parse(line) as CorpusLine);

    test('classes, hosts and ports', () => {
      const failures = lines.filter((line) => line.class !== 'other');
      const wrong = { classes: [] as string[], targets: [] as string[], falseAlarms: [] as string[] };
      for (const line of lines) {
        const finding = classifyEntry(line.line);
        const found = classified(finding);
        const told = `${line.id} ${found} by ${finding?.signature}, not ${line.class}: ${line.line.slice(0, 160)}`;
        if (line.class === 'other') {
          if (found !== 'other') wrong.falseAlarms.push(told);
          continue;
        }
        if (found !== line.class && line.also?.includes(found) !== true) wrong.classes.push(told);
        const target = `${finding?.host ?? null}:${finding?.port ?? null}`;
        const expected = `${line.host}:${line.port}`;
        if (target !== expected)
          wrong.targets.push(`${line.id} ${target}, not ${expected}: ${line.line.slice(0, 160)}`);
      }
      // biome-ignore lint/suspicious/noConsole: the counts say more than whether they suffice
      console.info(
        [
          `${lines.length} lines, ${failures.length} of them failures`,
          `classes: ${failures.length - wrong.classes.length} right`,
          ...wrong.classes,
          `targets: ${failures.length - wrong.targets.length} right`,
          ...wrong.targets,
          `false alarms: ${wrong.falseAlarms.length}`,
          ...wrong.falseAlarms,
        ].join('\n'),
      );
      expect(wrong.falseAlarms).toEqual([]);
      expect(share(failures.length - wrong.classes.length, failures.length)).toBeGreaterThanOrEqual(0.99);
      expect(share(failures.length - wrong.targets.length, failures.length)).toBeGreaterThanOrEqual(0.97);
    });
  },
);
