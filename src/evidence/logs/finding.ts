/**
 * How a connection failed, as far as a text can tell. `unavailable`: it failed, and the text does not say how; `other`: the
 * error is no connection failure.
 */
export type FailureClass =
  | 'connect-timeout'
  | 'connection-refused'
  | 'no-route'
  | 'connection-reset'
  | 'dns-nxdomain'
  | 'dns-timeout'
  | 'dns-servfail'
  | 'tls-handshake-timeout'
  | 'read-timeout'
  | 'unavailable'
  | 'other';

/**
 * What a log entry says. Beyond the failures: `client-refuses` (the client gave up before any packet), `config` (a setting
 * is missing or invalid), `app-error` (the program's last words, about neither), `listening` (a server names its port),
 * `connected` (a connection worked).
 */
export type LogClass = FailureClass | 'client-refuses' | 'config' | 'app-error' | 'listening' | 'connected';

/** What one entry of a log says about a connection, or about why a program ended. */
export interface LogFinding {
  /** `other` comes with `about`. */
  readonly class: LogClass;
  /** What an error that is no connection failure is about: `answer`, the server replied, so it was reached; `local`, no peer at all. */
  readonly about?: 'answer' | 'local';
  /** Other causes for which the same client prints this very text. */
  readonly also: readonly FailureClass[];
  /** The target as printed: a name or an address without brackets. For `listening` the address it binds, if it is one and printed. */
  readonly host?: string;
  readonly port?: number;
  /** The DNS server that was asked, `address:port` (Go's `lookup n on ip:53`). */
  readonly resolver?: string;
  /** The language, with the driver where it is known: `go`, `node/pg`. */
  readonly runtime?: string;
  /** The protocol that the client speaks, where its default port may be assumed: `postgres`, `redis`, … */
  readonly library?: string;
  /** Lines of the log that hold the entry, from 1, both inclusive. */
  readonly line: number;
  readonly lineEnd: number;
  /** Where `text` stands: a line of the entry. */
  readonly decisiveLine: number;
  /** The line that decided, without credentials, cut to {@link maximumTextLength} characters. */
  readonly text: string;
  /** The id of the signature that decided. */
  readonly signature: string;
  /** How many entries of the log say this about the same target, where it is more than one; the lines are the first's. */
  readonly count?: number;
}

export const maximumTextLength = 400;
