import { describe, expect, it } from 'vitest';
import { decoded, lines } from '../admin-kinds/decode.test-support.ts';

// network-policy-api v0.1.0 to v0.1.8, apis/v1alpha1 and config/crd.

const admin = (spec: string) => decoded('AdminNetworkPolicy', spec);
const subject = 'subject: {namespaces: {}}';
const head = `priority: 5\n${subject}`;
const everybody = '{namespaces: {}}';
const port = (text: string) => admin(`${head}\ningress: [{action: Deny, from: [${everybody}], ports: [${text}]}]`);
const ofPort = (text: string) => lines(port(text), 'spec.ingress[0].ports[0]');

describe('a port', () => {
  it('is a number, a range or a name', () => {
    const path = ['spec', 'ingress', 0, 'ports', 0];
    for (const [text, rule] of [
      ['{portNumber: {protocol: UDP, port: 53}}', { path, protocol: 'UDP', port: 53 }],
      ['{portRange: {start: 1, end: 65535}}', { path, protocol: 'TCP', port: 1, endPort: 65535 }],
      ['{portRange: {protocol: SCTP, start: 7, end: 7}}', { path, protocol: 'SCTP', port: 7, endPort: 7 }],
      ['{namedPort: web}', { path, port: 'web' }],
    ] as const) {
      const { policy, problems } = port(text);
      expect(problems).toEqual([]);
      expect(policy.ingress?.[0]?.ports).toEqual([rule]);
    }
  });

  it('is exactly one of them', () => {
    const at = 'spec.ingress[0].ports[0]';
    expect(ofPort('{}')).toEqual([`…: Invalid value: 0: ${at} in body should have at least 1 properties`]);
    expect(ofPort('{portNumber: {port: 80}, namedPort: web}')).toEqual(['…: Too many: 2: must have at most 1 items']);
    expect(ofPort('{namedPort: ""}')).toEqual(['….namedPort: Required value']);
    expect(ofPort('{port: 80}')).toEqual([
      `…: Invalid value: 0: ${at} in body should have at least 1 properties`,
      '….port: strict decoding error: unknown field',
    ]);
  });

  it('is from 1 to 65535', () => {
    const at = 'spec.ingress[0].ports[0]';
    expect(ofPort('{portNumber: {port: 0}}')).toEqual([
      `….portNumber.port: Invalid value: 0: ${at}.portNumber.port in body should be greater than or equal to 1`,
    ]);
    expect(ofPort('{portRange: {start: 1, end: 65536}}')).toEqual([
      `….portRange.end: Invalid value: 65536: ${at}.portRange.end in body should be less than or equal to 65535`,
    ]);
    expect(ofPort('{portNumber: {}}')).toEqual(['….portNumber.port: Required value']);
    expect(ofPort('{portRange: {start: 80}}')).toEqual(['….portRange.end: Required value']);
  });

  it('of a range does not end before it starts', () => {
    expect(ofPort('{portRange: {start: 10, end: 1}}')).toEqual([
      '….portRange.end: Invalid value: 1: must be greater than or equal to `start`',
    ]);
  });

  it('has one of three protocols; an empty one is TCP', () => {
    const message = (text: string) =>
      `….portNumber.protocol: Unsupported value: "${text}": supported values: "TCP", "UDP", "SCTP"`;
    expect(ofPort('{portNumber: {protocol: tcp, port: 80}}')).toEqual([message('tcp')]);
    expect(ofPort('{portNumber: {protocol: "", port: 80}}')).toEqual([`${message('')} (harmless)`]);
  });

  it.each(['nodes: {}', 'networks: [10.0.0.0/8]'])('has no name in a rule to {%s}', (text) => {
    const rule = (ports: string) =>
      lines(admin(`${head}\negress: [{action: Deny, to: [${everybody}, {${text}}], ports: [${ports}]}]`));
    expect(rule('{portNumber: {port: 80}}')).toEqual([]);
    expect(rule('{portNumber: {port: 80}}, {namedPort: web}')).toEqual([
      'spec.egress[0]: Invalid value: networks/nodes/domainNames peer cannot be set with namedPorts since there are no namedPorts for networks/nodes/domainNames',
    ]);
  });
});
