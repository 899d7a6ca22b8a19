import { type Finding, fullMessage, type Place } from './finding.ts';

/** A group of checks: a file of assertions, the rules of a linter. */
export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/** One check. */
export interface JunitCase {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** `undecided` for one that has no answer: an `error` to readers, who know no other word. */
  readonly outcome: 'passed' | 'failed' | 'undecided';
  /** What was found; the first is the one in few words. Of a check that passed they are shown as its output. */
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

/** A finding as a case by itself, which fails only where the gate does. */
export function junitCase(finding: Finding, isFailure: boolean): JunitCase {
  const { file, line } = finding;
  const outcome = isFailure ? 'failed' : 'passed';
  return { name: `${finding.code} ${placeOf(finding)}`, file, line, outcome, findings: [finding] };
}

function suiteLines({ name, cases }: JunitSuite): readonly string[] {
  return [
    `  <testsuite name="${escapeAttribute(name)}"${counts(cases)}>`,
    ...cases.flatMap(caseLines(name)),
    '  </testsuite>',
  ];
}

function caseLines(suite: string): (item: JunitCase) => readonly string[] {
  return (item) => {
    const { name, file, line, findings } = item;
    const attributes = `name="${escapeAttribute(name)}" classname="${escapeAttribute(suite)}" file="${escapeAttribute(file)}" line="${line}" time="0"`;
    if (findings.length === 0) return [`    <testcase ${attributes}/>`];
    return [`    <testcase ${attributes}>`, outcomeLine(item), '    </testcase>'];
  };
}

const elements: Readonly<Record<JunitCase['outcome'], string>> = {
  passed: 'system-out',
  failed: 'failure',
  undecided: 'error',
};

function outcomeLine({ name, outcome, findings }: JunitCase): string {
  const element = elements[outcome];
  const [first] = findings;
  const [head = ''] = first?.message.split('\n', 1) ?? [];
  const said = ` message="${escapeAttribute(head)}" type="${escapeAttribute(first?.code ?? '')}"`;
  const details = escapeXml(findings.map((finding) => detailsOf(finding, name)).join('\n\n'));
  return `      <${element}${outcome === 'passed' ? '' : said}>${details}</${element}>`;
}

/** The place too, where the name of the case does not tell it. */
function detailsOf(finding: Finding, name: string): string {
  const related = (finding.related ?? []).map((place) => `${placeOf(place)}: ${place.message}`);
  const place = placeOf(finding);
  return [fullMessage(finding), ...(name.endsWith(place) ? [] : [`at ${place}`]), ...related].join('\n');
}

function placeOf({ file, line }: Place): string {
  return `${file}:${line}`;
}

function counts(cases: readonly JunitCase[]): string {
  const of = (wanted: JunitCase['outcome']) => cases.filter(({ outcome }) => outcome === wanted).length;
  return ` tests="${cases.length}" failures="${of('failed')}" errors="${of('undecided')}" time="0"`;
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
