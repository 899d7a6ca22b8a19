import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Finding, findingsMarkdown, githubFindings, junitCase, junitReport, sarifLog } from '../index.ts';

const finding: Finding = {
  code: 'assertion-failed',
  severity: 'error',
  message: 'nobody reaches the db\nshop/a → shop/db:5432/TCP is allowed',
  file: 'tests/a b.yaml',
  line: 5,
  column: 3,
  fix: 'podSelector: {}',
  related: [{ file: 'policies.yaml', line: 9, message: 'shop/p#ingress[0] lets it through' }],
};

const text = fc.string({ unit: 'binary', maxLength: 40 });
const findings: fc.Arbitrary<readonly Finding[]> = fc.array(
  fc.record({
    code: fc.constantFrom('one', 'two'),
    severity: fc.constantFrom('error', 'warning', 'note'),
    message: text,
    file: text,
    line: fc.integer({ min: 1 }),
    related: fc.array(fc.record({ file: text, line: fc.integer({ min: 1 }), message: text }), { maxLength: 2 }),
  }),
  { maxLength: 5 },
);

describe('for GitHub Actions', () => {
  it('is a workflow command with its place', () => {
    expect(githubFindings([finding])).toBe(
      '::error file=tests/a b.yaml,line=5,col=3,title=netwhy%3A assertion-failed::nobody reaches the db%0A' +
        'shop/a → shop/db:5432/TCP is allowed%0Aright: podSelector: {}%0Apolicies.yaml:9: shop/p#ingress[0] lets it through',
    );
  });

  it('names may not end a property, a message or a line', () => {
    const hostile = githubFindings([{ ...finding, file: 'a,b:c%0A', message: '100%\r\n::add-mask::x' }]);
    expect(hostile).toContain('file=a%2Cb%3Ac%250A,');
    expect(hostile).toContain('::100%25%0D%0A::add-mask::x');
  });

  it('is a line for each finding', () => {
    fc.assert(
      fc.property(findings, (list) => {
        const lines = githubFindings(list).split(/\r\n|\r|\n/);
        expect(lines.filter((line) => line !== '')).toHaveLength(list.length);
      }),
    );
  });
});

describe('for JUnit readers', () => {
  it('has suites with counts, cases, and one failure or error for each', () => {
    const open: Finding = {
      code: 'assertion-undecided',
      severity: 'warning',
      message: 'it depends',
      file: 'f',
      line: 2,
    };
    const cases = [
      { name: 'holds', file: 'f', line: 1, outcome: 'passed' as const, findings: [] },
      { name: 'open', file: 'f', line: 2, outcome: 'undecided' as const, findings: [open] },
      {
        name: 'fails',
        file: 'f',
        line: 5,
        outcome: 'failed' as const,
        findings: [{ ...finding, message: 'a <b> & "c"\nd' }, open],
      },
    ];
    expect(junitReport([{ name: 'f', cases }])).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="netwhy" tests="3" failures="1" errors="1" time="0">
        <testsuite name="f" tests="3" failures="1" errors="1" time="0">
          <testcase name="holds" classname="f" file="f" line="1" time="0"/>
          <testcase name="open" classname="f" file="f" line="2" time="0">
            <error message="it depends" type="assertion-undecided">it depends
      at f:2</error>
          </testcase>
          <testcase name="fails" classname="f" file="f" line="5" time="0">
            <failure message="a &#60;b&#62; &#38; &#34;c&#34;" type="assertion-failed">a &#60;b&#62; &#38; &#34;c&#34;
      d
      right: podSelector: {}
      at tests/a b.yaml:5
      policies.yaml:9: shop/p#ingress[0] lets it through

      it depends
      at f:2</failure>
          </testcase>
        </testsuite>
      </testsuites>"
    `);
  });

  it('has a finding that fails no gate as the output of a case that passed, with its place once', () => {
    const note: Finding = { code: 'NW403', severity: 'warning', message: 'it opens all', file: 'p.yaml', line: 7 };
    const cases = [junitCase(note, false), junitCase(note, true)];
    expect(junitReport([{ name: 'lint', cases }])).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="netwhy" tests="2" failures="1" errors="0" time="0">
        <testsuite name="lint" tests="2" failures="1" errors="0" time="0">
          <testcase name="NW403 p.yaml:7" classname="lint" file="p.yaml" line="7" time="0">
            <system-out>it opens all</system-out>
          </testcase>
          <testcase name="NW403 p.yaml:7" classname="lint" file="p.yaml" line="7" time="0">
            <failure message="it opens all" type="NW403">it opens all</failure>
          </testcase>
        </testsuite>
      </testsuites>"
    `);
  });

  it('is well-formed XML, whatever the names', () => {
    fc.assert(
      fc.property(findings, text, (list, name) => {
        const report = junitReport([{ name, cases: list.map((one) => junitCase(one, one.severity === 'error')) }]);
        expect(report).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
        const withoutTags = report.replace(/<[^<>]*>/g, '');
        expect(withoutTags).not.toMatch(/[<>]|&(?!#\d+;)/);
        expect(report.match(/<testcase /g) ?? []).toHaveLength(list.length);
        expect(report.match(/<(?:failure |system-out>)/g) ?? []).toHaveLength(list.length);
      }),
    );
  });
});

describe('for code scanning', () => {
  it('is a SARIF log with rules, places and related places', () => {
    expect(sarifLog([finding], new Map([['assertion-failed', 'It fails.']]), '1.2.3')).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: { name: 'netwhy', rules: [{ id: 'assertion-failed', shortDescription: { text: 'It fails.' } }] },
          },
          results: [
            {
              ruleId: 'assertion-failed',
              ruleIndex: 0,
              level: 'error',
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'tests/a%20b.yaml' },
                    region: { startLine: 5, startColumn: 3 },
                  },
                },
              ],
              relatedLocations: [{ id: 1, physicalLocation: { artifactLocation: { uri: 'policies.yaml' } } }],
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['/abs/p.yaml', 'file:///abs/p.yaml'],
    ['./p.yaml', 'p.yaml'],
    ['a/../p#1?.yaml', 'a/../p%231%3F.yaml'],
    ['C:\\k8s\\p.yaml', 'file:///C:/k8s/p.yaml'],
    ['all.tgz!/p.yaml', 'all.tgz!/p.yaml'],
    ['standard input', 'standard%20input'],
  ])('%s is written %s', (file, uri) => {
    expect(JSON.stringify(sarifLog([{ ...finding, file }], new Map(), '0'))).toContain(`"uri":"${uri}"`);
  });

  it('every path is a URI reference', () => {
    fc.assert(
      fc.property(findings, (list) => {
        const uris = [...JSON.stringify(sarifLog(list, new Map(), '0')).matchAll(/"uri":"([^"]*)"/g)].map(
          ([, uri]) => uri,
        );
        for (const uri of uris) expect(uri).toMatch(/^(?:[A-Za-z0-9\-._~!*'()/:]|%[0-9A-F]{2})*$/);
      }),
    );
  });
});

describe('in Markdown', () => {
  it('is a table in which nothing is markup', () => {
    const table = findingsMarkdown([{ ...finding, message: '<img src=x> [a](b) | `c`', related: [] }]);
    expect(table.split('\n')).toHaveLength(3);
    expect(table).toContain('&#60;img src=x&#62; \\[a\\](b)');
    expect(table).not.toMatch(/<img|(?<!\\)\]\(|(?<!\\)`/);
  });

  it('says where there is nothing', () => {
    expect(findingsMarkdown([])).toBe('Nothing was found.');
  });
});
