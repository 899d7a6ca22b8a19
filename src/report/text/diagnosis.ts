import { type Diagnosis, type DiagnosisVerdict, type Evidence, formatConnection } from '../../diagnose/index.ts';
import { counted } from '../../model/counted.ts';
import { fullName } from '../../model/metadata.ts';
import { placeOf } from '../documents/common.ts';
import type { Style } from '../style.ts';
import { obstacleBlocks } from './near-miss.ts';

export const verdictWords: Record<DiagnosisVerdict, string> = {
  'blocked-by-policy': 'BLOCKED BY POLICY',
  chain: 'CHAIN: BLOCKED BY POLICY',
  'not-policy': 'NOT A POLICY',
  undetermined: 'UNDETERMINED',
};

/** A diagnosis for a terminal: the verdict first, then what it rests on. */
export function diagnosisText(diagnosis: Diagnosis, style: Style): string {
  const blocks = [
    heading(diagnosis, style),
    connectionLines(diagnosis, style),
    ...obstacleBlocks(diagnosis.blocked?.obstacles ?? [], style),
    evidenceLines(diagnosis.evidence, style),
    listLines('contradiction', diagnosis.contradictions, style),
    missingLines(diagnosis, style),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

/** One line that says how many diagnoses there are of each verdict. */
export function diagnosesSummary(diagnoses: readonly Diagnosis[]): string {
  if (diagnoses.length === 0) return 'No workload fails.';
  const counts = (Object.keys(verdictWords) as DiagnosisVerdict[])
    .map((verdict) => [verdict, diagnoses.filter((diagnosis) => diagnosis.verdict === verdict).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict.replaceAll('-', ' ')}`);
  const failing = counted(diagnoses.length, 'container fails', 'containers fail');
  return `${failing}: ${counts.join(', ')}.`;
}

function heading({ subject, verdict, summary, cause }: Diagnosis, style: Style): readonly string[] {
  const word = verdictWords[verdict];
  const coloured = verdictColour(verdict, style)(style.bold(word));
  const { workload, container } = subject;
  const name = style.bold(fullName(workload));
  // The heading has the verdict, which the summary repeats for those who see it alone.
  const sentence = verdict === 'blocked-by-policy' || verdict === 'chain' ? summary : `${upperFirst(cause.message)}.`;
  return [`${coloured}  ${name} ${style.dim(`(${workload.kind}, container ${container})`)}`, `  ${sentence}`];
}

function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function verdictColour(verdict: DiagnosisVerdict, style: Style): (text: string) => string {
  if (verdict === 'not-policy') return style.green;
  return verdict === 'undetermined' ? style.yellow : style.red;
}

function connectionLines({ connection, blocked, causedBy, rootOf }: Diagnosis, style: Style): readonly string[] {
  const lines: string[] = [];
  const row = (label: string, text: string) => lines.push(`  ${style.dim(label.padEnd(12))}${text}`);
  if (connection !== undefined) row('connection', `${fullName(connection.from)} → ${formatConnection(connection)}`);
  if (blocked !== undefined) {
    row('denied', blocked.direction === 'both' ? 'egress and ingress' : blocked.direction);
    for (const policy of blocked.policies) {
      const { file, line } = placeOf(policy.source, ['metadata', 'name']);
      row('policy', `${fullName(policy)}  ${style.cyan(`${file}:${line}`)}`);
    }
  }
  if (causedBy !== undefined) row('caused by', fullName(causedBy));
  if (rootOf.length > 0) row('brings down', rootOf.map(fullName).join(', '));
  return lines;
}

const marks: Record<Evidence['for'], string> = { blocked: '+', 'not-policy': '-', neutral: '·' };

function evidenceLines(evidence: readonly Evidence[], style: Style): readonly string[] {
  const lines = evidence.map((item) => {
    const mark = item.for === 'blocked' ? style.red(marks.blocked) : style.dim(marks[item.for]);
    const source = item.source === '' ? '' : style.dim(`  (${item.source})`);
    return `    ${mark} ${style.dim(item.kind.padEnd(7))}${item.says}${source}`;
  });
  return lines.length === 0 ? [] : [`  ${style.dim('evidence (+ for a blocked connection, - against)')}`, ...lines];
}

function listLines(label: string, items: readonly string[], style: Style): readonly string[] {
  return items.map((item) => `  ${style.yellow(label)} ${item}`);
}

function missingLines({ missing }: Diagnosis, style: Style): readonly string[] {
  if (missing.length === 0) return [];
  const lines = missing.flatMap(({ observation, command }) => [`    ${observation}:`, `      ${style.bold(command)}`]);
  return [`  ${style.dim('what would settle it')}`, ...lines];
}
