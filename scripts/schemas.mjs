import { mkdirSync, writeFileSync } from 'node:fs';
import { createGenerator } from 'ts-json-schema-generator';

/** Each document that a command prints with `-o json`, by the name of its type. */
const documents = {
  DiagnosisList: 'src/report/documents/diagnosis-list.ts',
  CheckResult: 'src/report/documents/check-result.ts',
  Explanation: 'src/report/documents/check-result.ts',
  ApplyingPolicyList: 'src/report/documents/policy-list.ts',
  Matrix: 'src/report/documents/matrix.ts',
  ConnectivityTestReport: 'src/report/documents/connectivity-test-report.ts',
  ReplayReport: 'src/report/documents/replay-report.ts',
};

/** What people write, and editors check: a field that is not known is a mistake. */
const inputs = { ConnectivityTest: 'src/policy/assertions/document.ts' };

/** The documents of which the type has a name of its own. */
const typeNames = new Map([
  ['Matrix', 'MatrixDocument'],
  ['ConnectivityTest', 'ConnectivityTestDocument'],
]);

/**
 * The schema of one document, from its type. Fields are only ever added, so that a reader must not choke on new ones.
 *
 * @param {string} type
 * @param {string} path
 * @param {boolean} additionalProperties
 * @returns {string}
 */
function schemaOf(type, path, additionalProperties) {
  const generator = createGenerator({
    path,
    tsconfig: 'tsconfig.json',
    additionalProperties,
    topRef: false,
    expose: 'export',
    skipTypeCheck: true,
  });
  const schema = {
    $id: `https://netwhy.dev/schemas/v1alpha1/${type}.json`,
    title: type,
    ...generator.createSchema(typeNames.get(type) ?? type),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** @returns {Map<string, string>} file name → content */
export function schemas() {
  const texts = new Map();
  for (const [type, path] of Object.entries(documents)) texts.set(`schemas/${type}.json`, schemaOf(type, path, true));
  for (const [type, path] of Object.entries(inputs)) texts.set(`schemas/${type}.json`, schemaOf(type, path, false));
  return texts;
}

if (process.argv[1]?.endsWith('schemas.mjs')) {
  mkdirSync('schemas', { recursive: true });
  for (const [file, text] of schemas()) writeFileSync(file, text);
}
