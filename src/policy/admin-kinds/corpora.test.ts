import { relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { corpusPath, hasCorpora, manifestsBelow } from '../../../test/corpora/corpora.ts';
import type { Json } from '../../model/manifest.ts';
import { decoders, lines } from './decode.test-support.ts';

/** What is said of the policies of a corpus, by the folder of the case; indexes are left out. */
function saidOf(...corpus: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const said = new Map<string, Set<string>>();
  for (const manifest of manifestsBelow(...corpus)) {
    const { kind } = manifest.value;
    if (!isAdminKind(kind)) continue;
    const folder = relative(corpusPath(...corpus), manifest.source.file.path).split('/')[0] ?? '';
    const known = said.get(folder) ?? new Set();
    for (const line of lines(decoders[kind](manifest))) known.add(line.replaceAll(/\[\d+\]/g, '[]'));
    said.set(folder, known);
  }
  return new Map([...said].map(([folder, known]) => [folder, [...known].sort()]));
}

function isAdminKind(kind: Json | undefined): kind is keyof typeof decoders {
  return typeof kind === 'string' && Object.hasOwn(decoders, kind);
}

/** What is more than a warning. */
const refused = (said: readonly string[]) => said.filter((line) => !line.endsWith('(harmless)'));

describe.skipIf(!hasCorpora)('policies of the admin kinds in public cases', () => {
  const netpolAnalyzer = [...saidOf('netpol-analyzer', 'tests')];

  test.each([
    ['npapi', 'anp-v1alpha1'],
    ['npapi', 'cnp-v1alpha2'],
    ['kube-network-policies', 'anp-packets'],
  ])('%s/%s: all are taken without a word', (...corpus) => {
    const said = saidOf(...corpus);
    expect(said.size).toBeGreaterThan(10);
    expect([...said].filter(([, found]) => found.length > 0)).toEqual([]);
  });

  test('policy-assistant: those with the fields that were removed are refused, and say so', () => {
    const found = [...saidOf('policy-assistant', 'integration')].filter(([, said]) => said.length > 0);
    expect(
      found.map(([folder, said]) => [folder.slice(0, 2), said.map((line) => line.replace(/ was .*/, ''))]),
    ).toEqual([
      // Written from Go, where a protocol that is not given is the empty text.
      ['03', [`spec.egress[].ports[].portNumber.protocol: ${noProtocol}`]],
      ['04', [`spec.ingress[].ports[].portNumber.protocol: ${noProtocol}`]],
      ['06', ['spec.ingress[].from[].pods.namespaces.sameLabels: Forbidden: sameLabels']],
      ['07', ['spec.ingress[].from[].namespaces.notSameLabels: Forbidden: notSameLabels']],
      ['08', ['spec.ingress[].from[].namespaces.notSameLabels: Forbidden: notSameLabels']],
      ['09', ['spec.ingress[].from[].namespaces.notSameLabels: Forbidden: notSameLabels']],
      ['20', ['spec.ingress[].from[].namespaces.sameLabels: Forbidden: sameLabels']],
      ['21', ['spec.ingress[].from[].namespaces.sameLabels: Forbidden: sameLabels']],
    ]);
  });

  test('netpol-analyzer: those are refused that it gives a fatal error for, and one that it warns of', () => {
    const found = netpolAnalyzer.filter(([, said]) => refused(said).length > 0);
    expect(Object.fromEntries(found.map(([folder, said]) => [folder, refused(said)]))).toEqual(fatal);
  });

  test('netpol-analyzer: of the others, some leave out a selector that the schema wants', () => {
    const found = netpolAnalyzer.filter(([folder]) => !Object.hasOwn(fatal, folder));
    expect(found.length).toBeGreaterThan(70);
    const form = /^spec\.(subject|ingress\[]\.from\[]|egress\[]\.to\[])\.pods\.(namespace|pod)Selector: Required value/;
    expect(found.flatMap(([, said]) => said).filter((line) => !form.test(line))).toEqual([]);
  });
});

const noProtocol = 'Unsupported value: "": supported values: "TCP", "UDP", "SCTP" (harmless)';
const tooManyKeys = 'Too many: 2: must have at most 1 items';
const missing = 'Required value';
const badCidr = 'spec.egress[].to[].networks[]: Invalid value: "zc00::/8": Invalid CIDR format provided';
const badPriority = 'spec.priority: Invalid value: 1001: spec.priority in body should be less than or equal to 1000';

const onlyAllowAndDeny = 'Unsupported value: "Pass": supported values: "Allow", "Deny"';
const allowDenyAndPass = 'supported values: "Allow", "Deny", "Pass"';

/** What is said, by folder, beside the error that netpol-analyzer gives there. */
const fatal: Readonly<Record<string, readonly string[]>> = {
  // Invalid Priority Value: 1001 … Priority value must be between 0-1000
  anp_bad_path_test_2: [badPriority],
  anp_bad_path_test_20: [badPriority],
  // exactly one field must be set in a subject
  anp_bad_path_test_4: [`spec.subject: ${missing}`],
  anp_bad_path_test_5: [`spec.subject: ${tooManyKeys}`],
  banp_bad_path_test_3: [`spec.subject: ${missing}`],
  banp_bad_path_test_4: [`spec.subject: ${tooManyKeys}`],
  // to field must be defined and contain at least one item
  anp_bad_path_test_6: [`spec.egress[].to: ${missing}`],
  anp_bad_path_test_10: [`spec.egress[].to: ${missing}`],
  banp_bad_path_test_5: [`spec.egress[].to: ${missing}`],
  banp_bad_path_test_6: [`spec.egress[].to: ${missing}`],
  // from field must be defined and contain at least one item
  anp_bad_path_test_14: [`spec.ingress[].from: ${missing}`],
  anp_bad_path_test_15: [`spec.ingress[].from: ${missing}`],
  banp_bad_path_test_10: [`spec.ingress[].from: ${missing}`],
  banp_bad_path_test_11: [`spec.ingress[].from: ${missing}`],
  // exactly one field must be set in a rule peer
  anp_bad_path_test_7: [`spec.egress[].to[]: ${tooManyKeys}`],
  anp_bad_path_test_16: [`spec.ingress[].from[]: ${tooManyKeys}`],
  banp_bad_path_test_7: [`spec.egress[].to[]: ${tooManyKeys}`],
  banp_bad_path_test_12: [`spec.ingress[].from[]: ${tooManyKeys}`],
  // exactly one field must be set in an AdminNetworkPolicyPort
  anp_bad_path_test_8: [`spec.egress[].ports[]: ${tooManyKeys}`],
  anp_bad_path_test_17: [`spec.ingress[].ports[]: ${tooManyKeys}`],
  banp_bad_path_test_9: [`spec.egress[].ports[]: ${tooManyKeys}`],
  banp_bad_path_test_13: [`spec.ingress[].ports[]: ${tooManyKeys}`],
  // unrecognized action
  anp_bad_path_test_9: [`spec.egress[].action: Unsupported value: "Accept": ${allowDenyAndPass}`],
  anp_bad_path_test_12: [`spec.egress[].action: ${missing}`],
  anp_bad_path_test_18: [`spec.ingress[].action: Unsupported value: "Ok": ${allowDenyAndPass}`],
  banp_bad_path_test_8: [`spec.egress[].action: ${onlyAllowAndDeny}`],
  banp_bad_path_test_14: [`spec.ingress[].action: ${onlyAllowAndDeny}`],
  // invalid CIDR address
  anp_bad_path_test_19: [badCidr],
  banp_bad_path_test_15: [`spec.egress[].ports[]: ${tooManyKeys}`, badCidr],
  // only one baseline admin network policy with metadata.name=default can be created in the cluster
  banp_bad_path_test_2: [
    'metadata.name: Invalid value: Only one baseline admin network policy with metadata.name="default" can be created in the cluster',
  ],
  // port range 10-1 is legal; start and end values of the port range should be in {1-65535} and end may not be less than start
  anp_test_with_empty_port_range: [
    'spec.ingress[].ports[].portRange.end: Invalid value: 1: must be greater than or equal to `start`',
  ],
  // A warning: named port is not defined for IP addresses; skipped
  anp_test_named_ports_multiple_peers: [
    'spec.egress[]: Invalid value: networks/nodes/domainNames peer cannot be set with namedPorts since there are no namedPorts for networks/nodes/domainNames',
  ],
};
