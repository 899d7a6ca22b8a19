import type { Connection, Party } from './connection.ts';
import type { Protocol } from './objects.ts';

/**
 * 14, 18: the numbers that the containers and sidecars of a server give a name for, in a protocol. Only pods have names
 * for ports.
 */
export function namedPortsOf(server: Party, name: string, protocol: Protocol): readonly number[] {
  if (server.kind !== 'pod') return [];
  const { containers, initContainers } = server.pod.spec;
  const sidecars = (initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...containers, ...sidecars]
    .flatMap((container) => container.ports ?? [])
    .filter((declared) => declared.name === name && (declared.protocol ?? 'TCP') === protocol)
    .map((declared) => declared.containerPort);
}

/** Whether the server calls the port of a connection by this name. */
export function namesPort(name: string, { to, protocol, port }: Connection): boolean {
  return namedPortsOf(to, name, protocol).includes(port);
}
