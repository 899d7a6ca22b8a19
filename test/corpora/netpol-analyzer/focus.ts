import { type ConnectionSet, intersectConnections, portRange } from '../../../src/model/connection-set.ts';
import { isProtocol } from '../../../src/model/index.ts';
import { type Case, flagValues } from './cases.ts';
import type { ConnectionList } from './connection-list.ts';

/** The part of a list that the flags of a case ask for: `--focusworkload` and those that go with it, `--focus-conn`. */
export function inFocus(list: ConnectionList, flags: Case): ConnectionList {
  const connection = focusConnection(flags);
  return new Map(
    [...list].flatMap(([pair, connections]): [string, ConnectionSet][] => {
      if (!isInFocus(pair, flags)) return [];
      if (connection === undefined) return [[pair, connections]];
      // One port is let through or not.
      const common = intersectConnections(connections, connection);
      return JSON.stringify(common) === JSON.stringify(connection) ? [[pair, connection]] : [];
    }),
  );
}

/** What `--focus-conn tcp-80` names. */
export function focusConnection(flags: Case): ConnectionSet | undefined {
  const [value] = flagValues(flags, '--focus-conn');
  const [protocol = '', port] = value?.toUpperCase().split('-') ?? [];
  return isProtocol(protocol) ? portRange(protocol, Number(port)) : undefined;
}

/** Whether `client → server` is a pair that the flags ask for. */
export function isInFocus(pair: string, flags: Case): boolean {
  const workloads = flagValues(flags, '--focusworkload');
  if (workloads.length === 0) return true;
  const peers = flagValues(flags, '--focusworkload-peer');
  const [direction] = flagValues(flags, '--focus-direction');
  const [client = '', server = ''] = pair.split(' → ');
  const isBetween = (focus: string, peer: string) =>
    isNamed(focus, workloads) && (peers.length === 0 || isNamed(peer, peers));
  return (
    (direction !== 'ingress' && isBetween(client, server)) || (direction !== 'egress' && isBetween(server, client))
  );
}

/** By its name, with or without its namespace. */
function isNamed(peer: string, names: readonly string[]): boolean {
  const fullName = peer.replace(/\[\w*\]$/, '').replace(/^\{(.*)\}$/, '$1');
  return names.includes(fullName) || names.includes(fullName.slice(fullName.indexOf('/') + 1));
}
