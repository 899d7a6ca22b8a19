import { mkdirSync, writeFileSync } from 'node:fs';
import { createGenerator } from 'ts-json-schema-generator';

/** Each document that a command prints with `-o json`, by the name of its type. */
const documents = {
  DiagnosisList: 'src/report/documents/diagnosis-list.ts',
  CheckResult: 'src/report/documents/check-result.ts',
  Explanation: 'src/report/documents/check-result.ts',
  ApplyingPolicyList: 'src/report/documents/policy-list.ts',
  Matrix: 'src/report/documents/matrix.ts',
  LintReport: 'src/report/documents/lint-report.ts',
};

/**
 * The schema of one document, from its type. Fields are only ever added, so that a reader must not choke on new ones.
 *
 * @param {string} type
 * @param {string} path
 * @returns {string}
 */
export function schemaOf(type, path) {
  const generator = createGenerator({
    path,
    tsconfig: 'tsconfig.json',
    additionalProperties: true,
    topRef: false,
    expose: 'export',
    skipTypeCheck: true,
  });
  const schema = {
    $id: `https://netwhy.dev/schemas/v1alpha1/${type}.json`,
    title: type,
    ...generator.createSchema(type === 'Matrix' ? 'MatrixDocument' : type),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** @returns {Map<string, string>} file name → content */
export function schemas() {
  return new Map(Object.entries(documents).map(([type, path]) => [`schemas/${type}.json`, schemaOf(type, path)]));
}

if (process.argv[1]?.endsWith('schemas.mjs')) {
  mkdirSync('schemas', { recursive: true });
  for (const [file, text] of schemas()) writeFileSync(file, text);
}
