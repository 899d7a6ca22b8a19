import { describe, expect, it } from 'vitest';
import { manifestsOf, policy, put } from '../../../test/support/cluster.ts';
import { formatPath } from '../../model/fields.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { type Applied, PolicyEngine } from '../index.ts';

// Messages as kubernetes 1.34 words them: pkg/apis/networking/validation and apimachinery pkg/util/validation.

const lines = (problems: Applied['problems']) => problems.map(({ path, message }) => `${formatPath(path)}: ${message}`);

/** What is said against a policy that is not taken. */
function rejected(spec: string): readonly string[] {
  const engine = new PolicyEngine();
  const applied = put(engine, policy('shop/p', spec));
  expect(applied).toMatchObject({ changed: [], warnings: [] });
  expect(engine.policies).toEqual([]);
  return lines(applied.problems);
}

/** What is said against a policy that is taken all the same. */
function warned(text: string): readonly string[] {
  const engine = new PolicyEngine();
  const { problems, warnings } = put(engine, text);
  expect(problems).toEqual([]);
  expect(engine.policies).toHaveLength(1);
  return lines(warnings);
}

const port = (text: string) => `ingress: [{ports: [{${text}}]}]`;
const peer = (text: string) => `ingress: [{from: [{${text}}]}]`;

describe('a valid policy', () => {
  it('is taken without a word', () => {
    const spec = `
podSelector: {matchLabels: {app.kubernetes.io/name: web}, matchExpressions: [{key: tier, operator: In, values: [a, ""]}]}
policyTypes: [Ingress, Egress]
ingress: [{from: [{podSelector: {}, namespaceSelector: {}}, {ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}, {}]
egress: [{ports: [{port: 1}, {port: 65535, protocol: UDP}, {port: 1, endPort: 65535, protocol: SCTP}, {port: dns-tcp}]}]`;
    expect(warned(policy('shop/p', spec))).toEqual([]);
  });

  it('has its defaults filled in', () => {
    const engine = new PolicyEngine();
    put(engine, policy('shop/p', 'ingress: [{ports: [{}]}]'));
    expect(engine.policies[0]).toMatchObject({
      subject: { pods: { requirements: [] } },
      ingress: [{ path: ['spec', 'ingress', 0], ports: [{ protocol: 'TCP' }] }],
    });
    expect(engine.policies[0]?.egress).toBeUndefined();
    expect(engine.policies[0]?.ingress?.[0]?.peers).toBeUndefined();
  });
});

describe('policyTypes', () => {
  it('are two at most', () => {
    expect(rejected('policyTypes: [Ingress, Egress, Ingress]')).toEqual([
      'spec.policyTypes: Invalid value: ["Ingress","Egress","Ingress"]: may not specify more than two policyTypes',
    ]);
  });

  it('have two words, with a capital', () => {
    expect(rejected('policyTypes: [Ingress, egress]')).toEqual([
      'spec.policyTypes[1]: Unsupported value: "egress": supported values: "Ingress", "Egress"',
    ]);
  });
});

describe('a port', () => {
  it('has one of three protocols', () => {
    expect(rejected(port('protocol: tcp, port: 80'))).toEqual([
      'spec.ingress[0].ports[0].protocol: Unsupported value: "tcp": supported values: "TCP", "UDP", "SCTP"',
    ]);
  });

  it.each([0, 65536, -1])('is from 1 to 65535, and not %i', (number) => {
    expect(rejected(port(`port: ${number}`))).toEqual([
      `spec.ingress[0].ports[0].port: Invalid value: ${number}: must be between 1 and 65535, inclusive`,
    ]);
  });

  it.each([
    ['"80"', 'must contain at least one letter (a-z)'],
    ['a-name-that-is-long', 'must be no more than 15 characters'],
    ['a--b', 'must not contain consecutive hyphens'],
    ['-a', 'must not begin or end with a hyphen'],
    ['a-', 'must not begin or end with a hyphen'],
    ['HTTPs', 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'],
  ])('has a name like %s: %s', (name, message) => {
    const value = JSON.stringify(name.replaceAll('"', ''));
    expect(rejected(port(`port: ${name}`))).toEqual([
      `spec.ingress[0].ports[0].port: Invalid value: ${value}: ${message}`,
    ]);
  });

  it('has an endPort that is not below it; the value shown is the port, as the API server has it', () => {
    expect(rejected(port('port: 80, endPort: 79'))).toEqual([
      'spec.ingress[0].ports[0].endPort: Invalid value: 80: must be greater than or equal to `port`',
    ]);
  });

  it('has no endPort without a number', () => {
    expect(rejected(port('endPort: 80'))).toEqual([
      'spec.ingress[0].ports[0].endPort: Invalid value: 80: may not be specified when `port` is not specified',
    ]);
    expect(rejected(port('port: http, endPort: 80'))).toEqual([
      'spec.ingress[0].ports[0].endPort: Invalid value: 80: may not be specified when `port` is non-numeric',
    ]);
  });

  it('whose endPort is beyond the last is taken: there is nothing more to open', () => {
    expect(warned(policy('shop/p', port('port: 80, endPort: 70000')))).toEqual([
      'spec.ingress[0].ports[0].endPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
    ]);
  });
});

describe('a peer', () => {
  it.each(['', 'podSelector: null', 'ipBlock: null, namespaceSelector: null'])('{%s} is none', (text) => {
    expect(rejected(peer(text))).toEqual(['spec.ingress[0].from[0]: Required value: must specify a peer']);
  });

  it('is an ipBlock or selectors', () => {
    expect(rejected(`egress: [{to: [{}, {namespaceSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}]`)).toEqual([
      'spec.egress[0].to[0]: Required value: must specify a peer',
      'spec.egress[0].to[1]: Forbidden: may not specify both ipBlock and another peer',
    ]);
  });

  const cidrForm = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';

  it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '10.0.0.256/32', 'fd00::/129', 'web/24', '10.0.0.0/', '10.0.0.0/-1'])(
    'has a CIDR, and %s is none',
    (cidr) => {
      expect(rejected(peer(`ipBlock: {cidr: "${cidr}"}`))).toEqual([
        `spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "${cidr}": ${cidrForm}`,
      ]);
    },
  );

  it('has a CIDR at all', () => {
    expect(rejected(peer('ipBlock: {}'))).toEqual(['spec.ingress[0].from[0].ipBlock.cidr: Required value']);
  });

  it.each(['11.0.0.0/16', '10.0.0.0/8', '0.0.0.0/0', 'fd00::/64'])('has exceptions inside of it, unlike %s', (hole) => {
    expect(rejected(peer(`ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, "${hole}"]}`))).toEqual([
      `spec.ingress[0].from[0].ipBlock.except[1]: Invalid value: "${hole}": must be a strict subset of \`cidr\``,
    ]);
  });

  it('has exceptions that are CIDRs', () => {
    expect(rejected(peer('ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.1]}'))).toEqual([
      `spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "10.0.0.1": ${cidrForm}`,
    ]);
  });
});

describe('a label selector', () => {
  const expressions = (text: string) => `podSelector: {matchExpressions: [{${text}}]}`;
  const at = 'spec.podSelector.matchExpressions[0]';
  const nameForm =
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  const valueForm =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

  it('has four operators', () => {
    expect(rejected(expressions('key: app, operator: in, values: [a]'))).toEqual([
      `${at}.operator: Invalid value: "in": not a valid selector operator`,
    ]);
  });

  it('has values with In and NotIn, and with no other', () => {
    for (const operator of ['In', 'NotIn']) {
      expect(rejected(expressions(`key: app, operator: ${operator}, values: []`))).toEqual([
        `${at}.values: Required value: must be specified when \`operator\` is 'In' or 'NotIn'`,
      ]);
    }
    for (const operator of ['Exists', 'DoesNotExist']) {
      expect(rejected(expressions(`key: app, operator: ${operator}, values: [a]`))).toEqual([
        `${at}.values: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`,
      ]);
    }
  });

  it('has keys that are qualified names', () => {
    const of = (key: string) => rejected(expressions(`key: "${key}", operator: Exists`));
    const wrong = (key: string) => `${at}.key: Invalid value: "${key}": `;
    expect(of('')).toEqual([`${wrong('')}name part must be non-empty`, `${wrong('')}${nameForm}`]);
    expect(of('-a')).toEqual([`${wrong('-a')}${nameForm}`]);
    expect(of('/a')).toEqual([`${wrong('/a')}prefix part must be non-empty`]);
    expect(of('Shop/a')[0]).toContain('prefix part a lowercase RFC 1123 subdomain must consist of');
    expect(of('a/b/c')[0]).toContain("with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    const long = 'a'.repeat(64);
    expect(of(long)).toEqual([`${wrong(long)}name part must be no more than 63 characters`]);
  });

  it('has values that are label values', () => {
    expect(rejected(expressions('key: app, operator: In, values: [a, "b c"]'))).toEqual([
      `${at}.values[1]: Invalid value: "b c": ${valueForm}`,
    ]);
    const long = 'a'.repeat(300);
    expect(rejected(`podSelector: {matchLabels: {app: ${long}}}`)).toEqual([
      `spec.podSelector.matchLabels.app: Invalid value: "${long}": must be no more than 63 characters`,
    ]);
    expect(rejected('podSelector: {matchLabels: {"a b": c}}')).toEqual([
      `spec.podSelector.matchLabels: Invalid value: "a b": ${nameForm}`,
    ]);
  });

  it('is checked wherever it stands', () => {
    const wrong = '{matchLabels: {app: "-"}}';
    const problems = rejected(
      `podSelector: ${wrong}\ningress: [{from: [{podSelector: ${wrong}}]}]\negress: [{to: [{namespaceSelector: ${wrong}}]}]`,
    );
    expect(problems.map((line) => line.slice(0, line.indexOf(':')))).toEqual([
      'spec.podSelector.matchLabels.app',
      'spec.ingress[0].from[0].podSelector.matchLabels.app',
      'spec.egress[0].to[0].namespaceSelector.matchLabels.app',
    ]);
  });
});

describe('a name', () => {
  const named = (metadata: string) => `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: ${metadata}}`;

  it('is needed', () => {
    for (const metadata of ['{}', '{name: ""}']) {
      expect(lines(put(new PolicyEngine(), named(metadata)).problems)).toEqual([
        'metadata.name: Required value: name or generateName is required',
      ]);
    }
  });

  it('that is no subdomain changes nothing about the policy', () => {
    const [line] = warned(named('{name: Web_Policy}'));
    expect(line).toContain(
      'metadata.name: Invalid value: "Web_Policy": a lowercase RFC 1123 subdomain must consist of',
    );
    expect(warned(named(`{name: ${'a'.repeat(254)}}`))).toEqual([
      `metadata.name: Invalid value: "${'a'.repeat(254)}": must be no more than 253 characters`,
    ]);
  });

  it('may be left to the API server', () => {
    expect(warned(named('{generateName: web-}'))).toEqual([]);
    expect(warned(named('{generateName: Web-}'))[0]).toContain('metadata.generateName: Invalid value: "Web-"');
  });
});

describe('a field of the wrong type is an error with its path', () => {
  it.each([
    ['podSelector: []', 'spec.podSelector: must be an object, but is a list'],
    [
      'podSelector: {matchLabels: {port: 80}}',
      'spec.podSelector.matchLabels.port: must be a string, but is the number 80; put it in quotes',
    ],
    [
      'podSelector: {matchLabels: {on: yes}}',
      'spec.podSelector.matchLabels.true: must be a string, but is the boolean true; put it in quotes',
    ],
    ['policyTypes: Ingress', 'spec.policyTypes: must be a list, but is the string "Ingress"'],
    ['ingress: {}', 'spec.ingress: must be a list, but is an object'],
    ['ingress: [null]', 'spec.ingress[0]: must be an object, but is null'],
    ['ingress: [{ports: [80]}]', 'spec.ingress[0].ports[0]: must be an object, but is the number 80'],
    [
      'ingress: [{ports: [{port: true}]}]',
      'spec.ingress[0].ports[0].port: must be a number or a string, but is the boolean true',
    ],
    [
      'ingress: [{ports: [{port: 80, endPort: "90"}]}]',
      'spec.ingress[0].ports[0].endPort: must be a number, but is the string "90"',
    ],
    ['egress: [{to: {podSelector: {}}}]', 'spec.egress[0].to: must be a list, but is an object'],
    [
      'ingress: [{from: [{ipBlock: 10.0.0.0/8}]}]',
      'spec.ingress[0].from[0].ipBlock: must be an object, but is the string "10.0.0.0/8"',
    ],
  ])('%s', (spec, message) => {
    expect(rejected(spec)).toEqual([message]);
  });

  it('and the rest of the input is read', () => {
    const engine = new PolicyEngine();
    const broken = manifestsOf(policy('shop/broken', 'ingress: {}'));
    const weird: JsonObject = { apiVersion: 1, kind: 'NetworkPolicy', metadata: 'none' };
    const { problems, changed } = engine.apply(
      [...broken, { ...broken[0]!, value: weird }, ...manifestsOf(policy('shop/p', ''))].map((manifest) => ({
        type: 'put',
        manifest,
      })),
    );
    expect(lines(problems)).toEqual([
      'spec.ingress: must be a list, but is an object',
      'apiVersion: must be a string, but is the number 1; put it in quotes',
    ]);
    expect(changed).toEqual([{ kind: 'NetworkPolicy', namespace: 'shop', name: 'p' }]);
  });

  it('and leaves the object that was there', () => {
    const engine = new PolicyEngine();
    put(engine, policy('shop/p', 'policyTypes: [Egress]'));
    put(engine, policy('shop/p', 'ingress: {}'), policy('shop/p', 'policyTypes: [x]'));
    expect(engine.policies).toMatchObject([{ name: 'p', egress: [] }]);
  });
});
