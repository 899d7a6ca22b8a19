import { type Finding, fullMessage } from './finding.ts';

/** A group of checks: a file of assertions, the rules of a linter. */
export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/** One check; it passed where it found nothing. */
export interface JunitCase {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** An `error` among them is a failure; where there are only others, the check has no answer. Readers take one of either. */
  readonly findings: readonly Finding[];
}

/**
 * Checks in the XML that JUnit's Ant task wrote and that Jenkins, GitLab, GitHub's actions and Azure read: suites with counts,
 * cases with `failure` or `error`. Times, which some readers want, are 0: the same input gives the same bytes.
 */
export function junitReport(suites: readonly JunitSuite[]): string {
  const cases = suites.flatMap((suite) => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="netwhy"${counts(cases)}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
  ].join('\n');
}

/** Findings alone as a suite: each is a case that failed. */
export function junitSuite(name: string, findings: readonly Finding[]): JunitSuite {
  return {
    name,
    cases: findings.map((finding) => {
      const { code, file, line } = finding;
      return { name: `${code} ${file}:${line}`, file, line, findings: [finding] };
    }),
  };
}

function suiteLines({ name, cases }: JunitSuite): readonly string[] {
  return [
    `  <testsuite name="${escapeAttribute(name)}"${counts(cases)}>`,
    ...cases.flatMap(caseLines(name)),
    '  </testsuite>',
  ];
}

function caseLines(suite: string): (item: JunitCase) => readonly string[] {
  return ({ name, file, line, findings }) => {
    const attributes = `name="${escapeAttribute(name)}" classname="${escapeAttribute(suite)}" file="${escapeAttribute(file)}" line="${line}" time="0"`;
    if (findings.length === 0) return [`    <testcase ${attributes}/>`];
    return [`    <testcase ${attributes}>`, outcomeLine(findings), '    </testcase>'];
  };
}

function outcomeLine(findings: readonly Finding[]): string {
  const worst = findings.find(({ severity }) => severity === 'error') ?? findings[0];
  const element = worst?.severity === 'error' ? 'failure' : 'error';
  const [head = ''] = worst?.message.split('\n', 1) ?? [];
  const attributes = `message="${escapeAttribute(head)}" type="${escapeAttribute(worst?.code ?? '')}"`;
  return `      <${element} ${attributes}>${escapeXml(findings.map(detailsOf).join('\n\n'))}</${element}>`;
}

function detailsOf(finding: Finding): string {
  const related = (finding.related ?? []).map((place) => `${place.file}:${place.line}: ${place.message}`);
  return [fullMessage(finding), `at ${finding.file}:${finding.line}`, ...related].join('\n');
}

function counts(cases: readonly JunitCase[]): string {
  const failed = cases.filter(({ findings }) => findings.some(({ severity }) => severity === 'error')).length;
  const open = cases.filter(({ findings }) => findings.length > 0).length - failed;
  return ` tests="${cases.length}" failures="${failed}" errors="${open}" time="0"`;
}

/** Characters that XML 1.0 cannot hold, escaped or not (its production Char). */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escapeXml(text: string): string {
  return text.replace(forbidden, '\ufffd').replace(/[&<>"\r]/g, reference);
}

/** In an attribute a reader turns line feeds and tabs into spaces. */
function escapeAttribute(text: string): string {
  return escapeXml(text).replace(/[\n\t]/g, reference);
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
