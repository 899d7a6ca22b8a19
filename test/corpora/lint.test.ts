import { describe, expect, it } from 'vitest';
import { netwhy } from '../support/command.ts';
import { corpusPath, hasCorpora, readText } from './corpora.ts';

/** What netpol-analyzer calls an error of the policies, by a part of its text, and which finding says so here. */
const errors: readonly (readonly [text: string, codes: readonly string[]])[] = [
  ['CIDR', ['NW101']],
  ['selector error', ['NW101']],
  ['rule NetworkPolicyPeer error', ['NW101']],
  ['endPort field cannot be defined', ['NW101']],
  ['named port error: cannot convert named port for an IP destination', ['NW208']],
  ['port range 10-1', ['NW101']],
  ['exactly one field must be set', ['NW101']],
  ['field must be defined and contain at least one item', ['NW101']],
  ['unrecognized action', ['NW101']],
  ['Invalid Priority Value', ['NW101']],
  ['assigned the same priority', ['NW305']],
  ['is already exists', ['NW103']],
  ['only one baseline admin network policy may be provided', ['NW306']],
  ['metadata.name=default', ['NW101']],
  ['port name: ', ['NW206']],
];

interface Case {
  readonly dir?: string;
  readonly expect_error_contains?: string;
  readonly expect_warnings_contain?: readonly string[] | string;
}

const cases = hasCorpora
  ? (JSON.parse(readText(corpusPath('netpol-analyzer', 'derived', 'cases.json'))) as readonly Case[])
  : [];
const expected = new Map(
  cases.flatMap(({ dir, expect_error_contains: error, expect_warnings_contain: warnings }) => {
    const text = JSON.stringify([error, warnings]);
    const found = errors.find(([part]) => text.includes(part));
    return dir === undefined || found === undefined || text.includes('same owner') ? [] : [[dir, found[1]] as const];
  }),
);

describe.skipIf(!hasCorpora)('what netpol-analyzer finds wrong with policies', () => {
  it.each([...expected])('%s: %j', async (dir, codes) => {
    const { out } = await netwhy(['lint', '-f', corpusPath('netpol-analyzer', dir), '-o', 'json']);
    const { findings } = JSON.parse(out) as { findings: readonly { code: string }[] };
    const found = new Set(findings.map(({ code }) => code));
    for (const code of codes) expect(found).toContain(code);
  });

  it.each([
    // The tool warns that "network policies are blocking ingress connections" to these backends of Routes.
    ['tests/acs_security_frontend_demos', 'NW507', ['frontend/asset-cache:8080/TCP', 'frontend/webapp:8080/TCP']],
    ['tests/k8s_ingress_test_new', 'NW210', ['Service default/unicorn has no port 8080/TCP']],
  ])('%s: %s', async (dir, code, parts) => {
    const { out } = await netwhy(['lint', '-f', corpusPath('netpol-analyzer', dir), '-o', 'json']);
    const { findings } = JSON.parse(out) as { findings: readonly { code: string; message: string }[] };
    const messages = findings.filter((finding) => finding.code === code).map(({ message }) => message);
    expect(messages).toHaveLength(parts.length);
    for (const part of parts) expect(messages.join()).toContain(part);
  });

  it('is there to be looked at', () => {
    expect(expected.size).toBeGreaterThan(40);
  });
});
