import { anyTimeout } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** BusyBox's wget and what its applets share; `netcat.ts` and `dns-tools.ts` have its nc and nslookup. */
export const busybox: Table = {
  strength: 'exact',
  runtime: 'busybox',
  signatures: [
    {
      id: 'busybox/connect',
      source: 'mirror/busybox libbb/xconnect.c xconnect_stream',
      example: "wget: can't connect to remote host (10.0.0.7): Host is unreachable",
      gives: 'no-route 10.0.0.7',
      words: ["can't connect to remote host"],
      pattern: /\bcan't connect to remote host(?: \((?<address>[^\s()]{1,100})\))?: (?<cause>[^"]{1,80})/,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'busybox/bad-address',
      source: 'mirror/busybox libbb/xconnect.c str2sockaddr',
      example: "wget: bad address 'orders:8080'",
      gives: 'dns-nxdomain orders:8080',
      words: ['bad address '],
      pattern: /\bbad address '(?<address>[^'\s]{1,260})'/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
    },
    {
      id: 'busybox/download-timed-out',
      source: 'mirror/busybox networking/wget.c alarm_handler, retrieve_file_data',
      example: 'wget: download timed out',
      gives: 'unavailable',
      words: ['wget: download timed out'],
      pattern: /\bwget: download timed out/,
      class: 'unavailable',
      also: anyTimeout,
    },
    {
      id: 'busybox/error-getting-response',
      source: 'mirror/busybox networking/wget.c',
      example: 'wget: error getting response: Connection reset by peer',
      gives: 'connection-reset',
      words: ['error getting response'],
      pattern: /\bwget: error getting response(?:: (?<cause>[^"]{1,80}))?/,
      class: 'cause',
      otherwise: 'connection-reset',
      timeout: 'read-timeout',
    },
  ],
};
