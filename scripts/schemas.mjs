import { mkdirSync, writeFileSync } from 'node:fs';
import {
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  SchemaGenerator,
} from 'ts-json-schema-generator';

/** Each document that a command prints with `-o json`, by the name of its type. */
const documents = {
  DiagnosisList: 'src/report/documents/diagnosis-list.ts',
  CheckResult: 'src/report/documents/check-result.ts',
  Explanation: 'src/report/documents/check-result.ts',
  ApplyingPolicyList: 'src/report/documents/policy-list.ts',
  BisectResult: 'src/report/documents/bisect-result.ts',
  ConnectivityDiff: 'src/report/documents/connectivity-diff.ts',
  Matrix: 'src/report/documents/matrix.ts',
  LintReport: 'src/report/documents/lint-report.ts',
  ConnectivityMap: 'src/report/documents/connectivity-map.ts',
  ConnectivityTestReport: 'src/report/documents/connectivity-test-report.ts',
  ReplayReport: 'src/report/documents/replay-report.ts',
};

/** What people write, and editors check: a field that is not known is a mistake. */
const inputs = { ConnectivityTest: 'src/policy/assertions/document.ts' };

/** The documents of which the type has a name of its own. */
const typeNames = new Map([
  ['Matrix', 'MatrixDocument'],
  ['ConnectivityDiff', 'ConnectivityDiffDocument'],
  ['ConnectivityMap', 'ConnectivityMapDocument'],
  ['ConnectivityTest', 'ConnectivityTestDocument'],
]);

/**
 * The schemas of documents, from their types. What we print only ever gains fields, so that a reader must not choke on new ones;
 * what people write has none that we do not know.
 *
 * @returns {Map<string, string>} file name → content
 */
export function schemas() {
  // Type-checks nothing, but reads the types once for all of them: it takes most of the time.
  const paths = [...Object.values(documents), ...Object.values(inputs)];
  const config = { path: `{${[...new Set(paths)].join(',')}}`, ...settings };
  const program = createProgram(config);
  const texts = new Map();
  for (const [types, additionalProperties] of /** @type {const} */ ([
    [documents, true],
    [inputs, false],
  ])) {
    const complete = { ...config, additionalProperties };
    const generator = new SchemaGenerator(
      program,
      createParser(program, complete),
      createFormatter(complete),
      complete,
    );
    for (const type of Object.keys(types)) texts.set(`schemas/${type}.json`, schemaOf(generator, type));
  }
  return texts;
}

/** @type {import('ts-json-schema-generator').CompletedConfig} */
const settings = {
  ...DEFAULT_CONFIG,
  tsconfig: 'tsconfig.json',
  topRef: false,
  expose: 'export',
  skipTypeCheck: true,
};

/**
 * @param {SchemaGenerator} generator
 * @param {string} type
 */
function schemaOf(generator, type) {
  const schema = {
    $id: `https://netwhy.dev/schemas/v1alpha1/${type}.json`,
    title: type,
    ...generator.createSchema(typeNames.get(type) ?? type),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

if (process.argv[1]?.endsWith('schemas.mjs')) {
  mkdirSync('schemas', { recursive: true });
  for (const [file, text] of schemas()) writeFileSync(file, text);
}
