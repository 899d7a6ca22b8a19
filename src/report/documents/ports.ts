import {
  allConnections,
  type ConnectionSet,
  equalConnections,
  formatPorts,
  protocols,
} from '../../model/connection-set.ts';

/** The servers' ports by protocol: `80,443,8000-8080`, or `all`. */
export interface PortsDocument {
  readonly TCP?: string;
  readonly UDP?: string;
  readonly SCTP?: string;
  /** Whether protocols are among them that a NetworkPolicy cannot name, such as ICMP. */
  readonly other?: true;
}

/** The ports of a connection of a map, or of a change of it. */
export function portsDocument(ports: ConnectionSet): 'all' | PortsDocument {
  if (equalConnections(ports, allConnections)) return 'all';
  const named = protocols.filter((protocol) => ports[protocol].length > 0);
  return {
    ...Object.fromEntries(named.map((protocol) => [protocol, formatPorts(ports[protocol])])),
    ...(ports.other && { other: true as const }),
  };
}
