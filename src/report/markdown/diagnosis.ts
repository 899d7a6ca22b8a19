import { type Diagnosis, formatConnection } from '../../diagnose/index.ts';
import { append } from '../../model/append.ts';
import { fullName } from '../../model/metadata.ts';
import { codeFrame, gapFrame } from '../code-frame.ts';
import { placeOf } from '../documents/common.ts';
import { togetherNote } from '../obstacles.ts';
import { plain } from '../style.ts';
import { diagnosesSummary, verdictWords } from '../text/diagnosis.ts';
import { markdownTable } from '../text/table.ts';
import { escapeMarkdown } from './escape.ts';

/** Diagnoses in Markdown, for an issue, a chat or a page: a heading for each workload, its verdict first. */
export function diagnosesMarkdown(diagnoses: readonly Diagnosis[]): string {
  return ['# netwhy diagnosis', diagnosesSummary(diagnoses), ...diagnoses.map(diagnosisMarkdown)].join('\n\n');
}

function diagnosisMarkdown(diagnosis: Diagnosis): string {
  const { subject, verdict, summary, evidence, blocked, connection, missing, contradictions, causedBy, rootOf } =
    diagnosis;
  const blocks = [`## ${fullName(subject.workload)}: ${verdictWords[verdict].toLowerCase()}`, escapeMarkdown(summary)];
  if (connection !== undefined) {
    blocks.push(`- connection: ${code(`${fullName(connection.from)} → ${formatConnection(connection)}`)}`);
  }
  for (const policy of blocked?.policies ?? []) {
    const { file, line } = placeOf(policy.source, ['metadata', 'name']);
    blocks.push(`- policy: ${code(fullName(policy))} in ${code(`${file}:${line}`)}`);
  }
  if (blocked !== undefined && blocked.obstacles.length > 1) blocks.push(`- ${togetherNote(blocked.obstacles)}`);
  for (const {
    misses: [miss],
  } of blocked?.obstacles ?? []) {
    blocks.push(fenced(miss.gaps.flatMap((gap) => codeFrame(gapFrame(miss.policy.source, gap), plain))));
  }
  if (causedBy !== undefined) blocks.push(`- caused by: ${code(fullName(causedBy))}`);
  if (rootOf.length > 0) blocks.push(`- brings down: ${rootOf.map((workload) => code(fullName(workload))).join(', ')}`);
  const rows = evidence.map((item) => [item.for, item.kind, item.says, item.source]);
  blocks.push(markdownTable(['for', 'evidence', 'says', 'source'], rows));
  append(
    blocks,
    contradictions.map((text) => `**Contradiction:** ${escapeMarkdown(text)}`),
  );
  if (missing.length > 0)
    blocks.push(
      missing.map(({ observation, command }) => `- ${escapeMarkdown(observation)}: ${code(command)}`).join('\n'),
    );
  return blocks.join('\n\n');
}

/** Longer than any run of backquotes inside. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [fence, ...lines, fence].join('\n');
}

function code(text: string): string {
  const safe = text.replaceAll('\n', ' ');
  return safe.includes('`') ? `\`\` ${safe} \`\`` : `\`${safe}\``;
}
