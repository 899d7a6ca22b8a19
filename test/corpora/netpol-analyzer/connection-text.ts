import {
  allPorts,
  type ConnectionSet,
  noConnections,
  portRange,
  unionConnections,
} from '../../../src/model/connection-set.ts';
import { isProtocol, type Protocol, protocols } from '../../../src/model/index.ts';

/** All ports of the three protocols: that tool knows no others. */
export const everyPort: ConnectionSet = unionConnections(protocols.map(allPorts));

/**
 * Reads connections as netpol-analyzer writes them: `All Connections`, `No Connections`, `TCP 1-79,81-65535,UDP 53`, and
 * a protocol alone for all its ports. Names of ports, which stand where no pod can resolve them, add nothing.
 */
export function readConnections(text: string): ConnectionSet {
  if (text === 'All Connections') return everyPort;
  if (text === 'No Connections') return noConnections;
  return unionConnections(partsOf(text).map(({ protocol, ports }) => portsOf(protocol, ports)));
}

/** The names of ports among the connections, as `TCP http`, or `http` where their protocol is not known. */
export function namedPortsIn(text: string): readonly string[] {
  return partsOf(text).flatMap(({ protocol, ports }) =>
    ports.filter((port) => !/^\d+(-\d+)?$/.test(port)).map((port) => `${protocol} ${port}`.trim()),
  );
}

interface Part {
  readonly protocol: Protocol | '';
  readonly ports: readonly string[];
}

/** `TCP 80,443,UDP` is one part for each protocol. */
function partsOf(text: string): readonly Part[] {
  if (/^(All|No) Connections$/.test(text)) return [];
  return text.split(/,(?=TCP|UDP|SCTP)/).map((part): Part => {
    const [protocol = '', ports = ''] = part.split(' ');
    return { protocol: isProtocol(protocol) ? protocol : '', ports: ports === '' ? [] : ports.split(',') };
  });
}

function portsOf(protocol: Protocol | '', ports: readonly string[]): ConnectionSet {
  if (protocol === '') return noConnections;
  if (ports.length === 0) return allPorts(protocol);
  const ranges = ports.map((port) => port.split('-').map(Number)).filter(([first]) => !Number.isNaN(first));
  return unionConnections(ranges.map(([first = 0, last = first]) => portRange(protocol, first, last)));
}
