import type { FailureClass } from './finding.ts';

// What a client may hide behind one and the same text.

/** The name, then the connection. */
export const untilConnected: readonly FailureClass[] = [
  'connect-timeout',
  'connection-refused',
  'no-route',
  'dns-nxdomain',
  'dns-timeout',
];

/** As above, or the peer broke it off. */
export const untilConnectedOrReset: readonly FailureClass[] = [
  'connect-timeout',
  'connection-refused',
  'no-route',
  'connection-reset',
  'dns-nxdomain',
  'dns-timeout',
];

/** The first answer of the server included. */
export const untilAnswered: readonly FailureClass[] = [...untilConnected, 'read-timeout'];

/** Whatever befalls a connection without TLS. */
export const anyFailure: readonly FailureClass[] = [...untilConnectedOrReset, 'read-timeout'];

export const anyTimeout: readonly FailureClass[] = ['connect-timeout', 'read-timeout', 'dns-timeout'];
