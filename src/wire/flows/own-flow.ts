import { parseAddress } from '../../model/address.ts';
import { isProtocol } from '../../model/connection-set.ts';
import { FieldError, type Fields } from '../../model/fields.ts';
import type { FlowEnd, FlowLine, Sighting } from './flow.ts';

/**
 * Reads netwhy's own form, a line of `flows/*.jsonl` in a snapshot: `{time, from, to, port, protocol, verdict, count}`. An end is
 * a text as on the command line, or `{namespace, pod, labels, workload: {kind, name}, address}`. docs/flows.md is its page.
 */
export function decodeOwnFlow(fields: Fields): FlowLine {
  const protocol = (fields.text('protocol') ?? 'TCP').toUpperCase();
  if (protocol.startsWith('ICMP')) return { kind: 'passed-over', reason: 'ICMP' };
  if (!isProtocol(protocol)) throw new FieldError(['protocol'], 'must be TCP, UDP or SCTP');
  const port = fields.number('port');
  if (port === undefined || !isWhole(port, 65535)) throw new FieldError(['port'], 'must be a number from 1 to 65535');
  const count = fields.number('count') ?? 1;
  if (!isWhole(count, Number.MAX_SAFE_INTEGER)) throw new FieldError(['count'], 'must be a whole number from 1');
  const time = fields.text('time');
  const flow = {
    ...(time !== undefined && { time }),
    from: decodeOwnEnd(fields, 'from'),
    to: decodeOwnEnd(fields, 'to'),
    protocol,
    port,
    seen: sightingOf(fields),
    count,
  };
  return { kind: 'flow', flow };
}

function decodeOwnEnd(fields: Fields, key: 'from' | 'to'): FlowEnd {
  const raw = fields.raw(key);
  if (typeof raw === 'string') {
    const address = parseAddress(raw);
    return address === undefined ? { reference: raw } : { address };
  }
  const end = fields.object(key);
  const [namespace, pod, addressText] = [end?.text('namespace'), end?.text('pod'), end?.text('address')];
  const address = parseAddress(addressText ?? '');
  if (addressText !== undefined && address === undefined) throw new FieldError([key, 'address'], 'is no IP address');
  const workload = end?.object('workload');
  return {
    ...(namespace !== undefined && { namespace }),
    ...(pod !== undefined && { pod }),
    ...(end?.has('labels') && { labels: end.textMap('labels') }),
    ...(workload !== undefined && {
      workload: { kind: workload.text('kind') ?? '', name: workload.text('name') ?? '' },
    }),
    ...(address !== undefined && { address }),
  };
}

/** A flow was forwarded where nothing else is said: a log of connections has no others. */
function sightingOf(fields: Fields): Sighting {
  const verdict = fields.text('verdict') ?? 'forwarded';
  if (verdict === 'forwarded') return 'delivered';
  if (verdict === 'denied') return 'denied-at-ingress';
  throw new FieldError(['verdict'], 'must be forwarded or denied');
}

function isWhole(value: number, maximum: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= maximum;
}
