import { describe, expect, it } from 'vitest';
import { cluster, node, pod, policy } from '../../../test/support/cluster.ts';
import { ask } from '../../policy/index.ts';
import { checkText } from '../index.ts';
import { plain } from '../style.ts';

function told(from: string, to: string, ...documents: readonly string[]): string {
  return checkText({ from, to }, ask(cluster(...documents), from, to), plain);
}

const web = pod('shop/web', { ips: ['10.0.0.1', 'fd00::1'] });
const letIn = (cidr: string) =>
  policy('shop/web', `{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: ${cidr}}}]}]}`);

describe('the answer of check', () => {
  it('tells pairs apart by the address of a node', () => {
    const two = node('n1', '192.0.2.1', '203.0.113.1');
    const pairs = told('node/n1', 'shop/web:80', two, pod('shop/web', { ips: ['10.0.0.1'] }), letIn('203.0.113.0/24'));
    expect(pairs).toContain('2 pairs, which differ');
    expect(pairs).toMatch(/denied +node\/n1 \(192\.0\.2\.1\) → shop\/web:80/);
    expect(pairs).toMatch(/allowed +node\/n1 \(203\.0\.113\.1\) → shop\/web:80/);
  });

  it('tells pairs apart by the address family where that makes a difference', () => {
    const client = pod('shop/client', { ips: ['10.0.0.2', 'fd00::2'] });
    const pairs = told('shop/client', 'shop/web:80', client, web, letIn('10.0.0.0/8'));
    expect(pairs).toMatch(/allowed +shop\/client → shop\/web:80 over IPv4/);
    expect(pairs).toMatch(/denied +shop\/client → shop\/web:80 over IPv6/);
  });

  it('names the client as it was asked for, and no piece of it', () => {
    expect(told('0.0.0.0/0', 'shop/web:80', web, letIn('10.0.0.0/8'))).toContain('allowed at 0.0.0.0/0: it is no pod');
  });
});
