import { counted } from '../../model/counted.ts';
import { fullName } from '../../model/metadata.ts';
import type { LintSeverity } from '../../policy/lint/index.ts';
import { codeFrame } from '../code-frame.ts';
import { countsOf, type LintResult } from '../documents/lint-report.ts';
import type { PlacedLintFinding } from '../lint/placed-finding.ts';
import type { Style } from '../style.ts';
import type { Table } from './policies.ts';

/** Findings one below the other, and their count; `wide` shows the lines of the file. */
export function lintText(result: LintResult, style: Style, wide: boolean): string {
  const blocks = result.findings.map((finding) => (wide ? frame(finding, style) : lines(finding, style)).join('\n'));
  return [...blocks, lintSummary(result)].join('\n\n');
}

/** The count of findings, in a sentence. */
export function lintSummary({ findings, ignored, known }: LintResult): string {
  const counts = countsOf(findings);
  const parts = [
    counted(counts.error, 'error'),
    counted(counts.warning, 'warning'),
    ...(counts.info > 0 ? [`${counts.info} for information`] : []),
  ];
  const apart = [
    ...(ignored > 0 ? [`${ignored} ignored by comments`] : []),
    ...(known > 0 ? [`${known} known from the baseline`] : []),
  ];
  const text = findings.length === 0 ? 'nothing found' : parts.join(', ');
  return apart.length === 0 ? text : `${text} (${apart.join(', ')})`;
}

/** The findings as a table, a row for each. */
export function lintTable({ findings }: LintResult): Table {
  const header = ['severity', 'code', 'object', 'rule', 'place', 'message', 'instead'];
  const rows = findings.map((finding) => {
    const { severity, code, object, rule = '', message, instead = '' } = finding;
    const name = object === undefined ? '' : `${object.kind} ${fullName(object)}`;
    return [severity, code, name, rule, placeText(finding), message, instead];
  });
  return { header, rows };
}

function lines(finding: PlacedLintFinding, style: Style): readonly string[] {
  const { rule, message, instead, related } = finding;
  return [
    `${placeText(finding)} ${heading(finding, style)}`,
    `  ${rule === undefined ? '' : `${style.bold(rule)}: `}${message}`,
    ...related.map((other) => `  ${style.dim(`see    ${other.file}:${other.line}: ${other.message}`)}`),
    ...(instead === undefined ? [] : [`  ${style.dim('right')}  ${style.green(instead)}`]),
  ];
}

function frame(finding: PlacedLintFinding, style: Style): readonly string[] {
  const { part, message, instead, related, rule = '' } = finding;
  if (part === undefined) return lines(finding, style);
  const notes = [
    ...related.map((other): [string, string] => ['see', `${other.file}:${other.line}: ${other.message}`]),
    ...(instead === undefined ? [] : [['right', instead] as [string, string]]),
  ];
  return [`${heading(finding, style)} ${style.bold(rule)}`, ...codeFrame({ ...part, message, notes }, style)];
}

function heading({ severity, code }: PlacedLintFinding, style: Style): string {
  return `${colourOf(severity, style)(severity)} ${code}`;
}

function colourOf(severity: LintSeverity, style: Style): (text: string) => string {
  switch (severity) {
    case 'error':
      return style.red;
    case 'warning':
      return style.yellow;
    case 'info':
      return style.cyan;
  }
}

function placeText({ file, line, column }: PlacedLintFinding): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
