import { parseAddress } from '../../model/address.ts';
import { isProtocol, type Protocol } from '../../model/connection-set.ts';
import type { Fields } from '../../model/fields.ts';
import type { FlowEnd, FlowLine, PassedOverReason, Sighting } from './flow.ts';
import { hubbleEnd, isHealthCheck } from './hubble-end.ts';

/** Reads a `flow.Flow` (cilium/cilium api/v1/flow/flow.proto) in protobuf's JSON form. */
export function decodeHubbleFlow(fields: Fields): FlowLine {
  const reason = noConnection(fields);
  if (reason !== undefined) return { kind: 'passed-over', reason };
  const layer4 = readLayer4(fields);
  if (layer4 === undefined) return { kind: 'passed-over', reason: 'not IP' };
  const seen = sightingOf(fields);
  if (seen !== 'delivered' && seen !== 'sent' && seen !== 'denied-at-egress' && seen !== 'denied-at-ingress') {
    return { kind: 'passed-over', reason: seen };
  }
  const addresses = fields.object('IP');
  const end = (key: 'source' | 'destination'): FlowEnd => {
    const address = parseAddress(addresses?.text(key) ?? '');
    const found = hubbleEnd(fields.object(key), nodeName(fields));
    return { ...found, ...(address !== undefined && { address }) };
  };
  const time = fields.text('time');
  return {
    kind: 'flow',
    flow: {
      ...(time !== undefined && { time }),
      from: end('source'),
      to: end('destination'),
      ...layer4,
      seen,
      count: 1,
    },
  };
}

function noConnection(fields: Fields): PassedOverReason | undefined {
  if (fields.has('l7') || fields.text('Type') === 'L7') return 'requests inside of connections (L7)';
  const layer4 = fields.object('l4');
  if (layer4?.has('ICMPv4') || layer4?.has('ICMPv6')) return 'ICMP';
  if (fields.boolean('is_reply') ?? fields.boolean('reply')) return 'replies';
  if (isHealthCheck(fields.object('source')) || isHealthCheck(fields.object('destination'))) {
    return 'health checks of the dataplane';
  }
  return undefined;
}

function readLayer4(fields: Fields): { readonly protocol: Protocol; readonly port: number } | undefined {
  const layer4 = fields.object('l4');
  const name = layer4?.keys().find(isProtocol);
  const port = name === undefined ? undefined : layer4?.object(name)?.number('destination_port');
  return name === undefined || !isPort(port) ? undefined : { protocol: name, port };
}

function isPort(port: number | undefined): port is number {
  return port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65535;
}

/** `POLICY_DENY` is a deny rule, `POLICY_DENIED` the lack of one that allows (flow.proto DropReason). */
const policyDrops = ['POLICY_DENIED', 'POLICY_DENY'];

/** Cilium's number of a policy verdict among the types of monitor events (pkg/monitor/api MessageTypePolicyVerdict). */
const policyVerdict = 5;

function sightingOf(fields: Fields): Sighting | PassedOverReason {
  const direction = fields.text('traffic_direction');
  switch (fields.text('verdict')) {
    case 'DROPPED':
      if (!policyDrops.includes(fields.text('drop_reason_desc') ?? '')) return 'drops for other reasons than policy';
      return direction === 'EGRESS' ? 'denied-at-egress' : 'denied-at-ingress';
    // In audit mode a denial is only noted, and a proxy gets what the policies for its port let through.
    case 'FORWARDED':
    case 'AUDIT':
    case 'REDIRECTED':
      return forwarded(fields, direction);
    default:
      return 'no flows';
  }
}

/**
 * A packet is traced at several points on its way. Those named `FROM_…` lie before any decision, and there a Service's address
 * is not translated yet; only `TO_ENDPOINT` lies after the decision at the server.
 */
function forwarded(fields: Fields, direction: string | undefined): Sighting | PassedOverReason {
  const point = fields.text('trace_observation_point') ?? '';
  if (fields.object('event_type')?.number('type') === policyVerdict || point === 'TO_PROXY') {
    return direction === 'EGRESS' ? 'sent' : 'delivered';
  }
  if (point.startsWith('FROM_') || point === '') return 'packets seen before policies decide';
  if (!fields.has('is_reply')) return 'packets that may be replies';
  return point === 'TO_ENDPOINT' ? 'delivered' : 'sent';
}

function nodeName(fields: Fields): string {
  // `cluster/node` where the clusters of a mesh have names.
  return fields.text('node_name')?.split('/').at(-1) ?? '';
}
