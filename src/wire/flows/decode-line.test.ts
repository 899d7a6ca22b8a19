import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../model/index.ts';
import { decodeFlowLine } from '../index.ts';

/** A flow as Hubble prints it; `flow` adds to it or replaces. */
const hubble = (flow: object) =>
  decodeFlowLine(
    JSON.stringify({
      flow: {
        time: '2026-11-23T15:24:52Z',
        verdict: 'FORWARDED',
        IP: { source: '10.0.0.1', destination: '10.0.0.2', ipVersion: 'IPv4' },
        l4: { TCP: { source_port: 40000, destination_port: 8080, flags: { SYN: true } } },
        source: {
          namespace: 'web',
          labels: ['k8s:app=client', 'k8s:io.kubernetes.pod.namespace=web', 'k8s:io.cilium.k8s.policy.cluster=c'],
          pod_name: 'client-1',
          workloads: [{ name: 'client', kind: 'Deployment' }],
        },
        destination: { identity: 2, labels: ['reserved:world'] },
        event_type: { type: 4 },
        traffic_direction: 'EGRESS',
        trace_observation_point: 'TO_ENDPOINT',
        is_reply: false,
        node_name: 'cluster/node-1',
        ...flow,
      },
    }),
  );

const seen = (flow: object) => {
  const line = hubble(flow);
  return line.kind === 'flow' ? line.flow.seen : line.kind === 'passed-over' ? line.reason : line.message;
};

describe("Hubble's flows (cilium api/v1/flow/flow.proto)", () => {
  it('have ends, a port and a time', () => {
    expect(hubble({})).toEqual({
      kind: 'flow',
      flow: {
        time: '2026-11-23T15:24:52Z',
        from: {
          namespace: 'web',
          pod: 'client-1',
          labels: new Map([['app', 'client']]),
          workload: { kind: 'Deployment', name: 'client' },
          address: parseAddress('10.0.0.1'),
        },
        to: { address: parseAddress('10.0.0.2') },
        protocol: 'TCP',
        port: 8080,
        seen: 'delivered',
        count: 1,
      },
    });
  });

  it('of a host are those of the node that saw them', () => {
    expect(hubble({ source: { labels: ['reserved:host', 'reserved:kube-apiserver'] } })).toMatchObject({
      flow: { from: { node: 'node-1' } },
    });
  });

  it.each([
    ['delivered', { trace_observation_point: 'TO_ENDPOINT' }],
    ['sent', { trace_observation_point: 'TO_OVERLAY' }],
    ['sent', { trace_observation_point: 'TO_STACK' }],
    ['packets seen before policies decide', { trace_observation_point: 'FROM_ENDPOINT', is_reply: undefined }],
    ['packets that may be replies', { trace_observation_point: 'TO_NETWORK', is_reply: undefined }],
    ['replies', { is_reply: true }],
    ['sent', { event_type: { type: 5 }, trace_observation_point: undefined }],
    ['delivered', { event_type: { type: 5 }, trace_observation_point: undefined, traffic_direction: 'INGRESS' }],
    ['denied-at-egress', { verdict: 'DROPPED', drop_reason_desc: 'POLICY_DENIED', is_reply: undefined }],
    ['denied-at-ingress', { verdict: 'DROPPED', drop_reason_desc: 'POLICY_DENY', traffic_direction: 'INGRESS' }],
    ['drops for other reasons than policy', { verdict: 'DROPPED', drop_reason_desc: 'STALE_OR_UNROUTABLE_IP' }],
    ['sent', { verdict: 'REDIRECTED', trace_observation_point: 'TO_PROXY' }],
    ['ICMP', { l4: { ICMPv6: { type: 128 } } }],
    ['requests inside of connections (L7)', { l7: { http: {} } }],
    ['not IP', { l4: undefined }],
    ['no flows', { verdict: 'TRANSLATED' }],
    ['health checks of the dataplane', { destination: { labels: ['reserved:health'] } }],
  ])('%s: %j', (expected, flow) => {
    expect(seen(flow)).toBe(expected);
  });

  it('of old versions stand bare, and other events are no flows', () => {
    const bare =
      '{"verdict": "DROPPED", "drop_reason_desc": "POLICY_DENIED", "l4": {"UDP": {"destination_port": 53}}, "source": {}}';
    expect(decodeFlowLine(bare)).toMatchObject({ kind: 'flow', flow: { protocol: 'UDP', port: 53 } });
    expect(decodeFlowLine('{"lost_events": {}}')).toEqual({ kind: 'passed-over', reason: 'no flows' });
  });
});

describe("netwhy's own flows", () => {
  const own = (fields: object) =>
    decodeFlowLine(JSON.stringify({ from: 'shop/web', to: 'shop/db', port: 5432, ...fields }));

  it('name their ends as the command line does, or by parts', () => {
    expect(
      own({ to: { namespace: 'shop', labels: { app: 'db' }, address: 'fd00::1' }, count: 3, time: 't' }),
    ).toMatchObject({
      flow: {
        time: 't',
        from: { reference: 'shop/web' },
        to: { namespace: 'shop', labels: new Map([['app', 'db']]), address: { family: 6 } },
        protocol: 'TCP',
        seen: 'delivered',
        count: 3,
      },
    });
    expect(own({ from: '192.0.2.1' })).toMatchObject({ flow: { from: { address: { family: 4 } } } });
  });

  it.each([
    [{ port: 0 }, 'port: must be a number from 1 to 65535'],
    [{ port: 80.5 }, 'port: must be a number from 1 to 65535'],
    [{ protocol: 'GRE' }, 'protocol: must be TCP, UDP or SCTP'],
    [{ verdict: 'maybe' }, 'verdict: must be forwarded or denied'],
    [{ count: -1 }, 'count: must be a whole number from 1'],
    [{ to: { address: '10.0.0.999' } }, 'to.address: is no IP address'],
    [{ to: 7 }, 'to: must be an object, but is the number 7'],
  ])('%j is broken', (fields, message) => {
    const path = message.slice(0, message.indexOf(':')).split('.');
    expect(own(fields)).toEqual({ kind: 'broken', message, path });
  });
});

describe('hostile lines', () => {
  it('any text is a flow, passed over, or broken', () => {
    const key = fc.constantFrom(
      'flow',
      'from',
      'to',
      'port',
      'verdict',
      'l4',
      'IP',
      'source',
      'labels',
      '__proto__',
      'TCP',
    );
    const deep = fc.letrec((tie) => ({
      node: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), fc.dictionary(key, tie('node'))),
    })).node;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          deep.map((value) => JSON.stringify(value)),
        ),
        (line) => {
          expect(['flow', 'passed-over', 'broken']).toContain(decodeFlowLine(line).kind);
        },
      ),
    );
  });

  it('a prototype is no label', () => {
    const line = hubble({
      source: { namespace: 'a', labels: ['k8s:__proto__=x', 'k8s:constructor', 'k8s:=', '=', ''] },
    });
    expect(line).toMatchObject({
      flow: {
        from: {
          labels: new Map([
            ['__proto__', 'x'],
            ['constructor', ''],
            ['', ''],
          ]),
        },
      },
    });
  });

  it('nesting beyond any flow is broken, and soon', () => {
    expect(decodeFlowLine('['.repeat(500_000)).kind).toBe('broken');
    expect(decodeFlowLine(`{"flow":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`).kind).toBe('passed-over');
  });
});
