import type { Table } from '../signature.ts';

/** telnet. */
export const telnet: Table = {
  strength: 'exact',
  runtime: 'telnet',
  signatures: [
    {
      id: 'telnet/connect',
      source: 'inetutils telnet/commands.c tn',
      example: 'telnet: connect to address 10.0.0.7: Connection refused',
      gives: 'connection-refused 10.0.0.7',
      words: ['telnet: '],
      pattern:
        /\btelnet: (?:Unable to connect to remote host|connect to address (?<host>[\w.:%-]{2,64})): (?<cause>[^"]{1,80})/,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'telnet/resolve',
      source: 'netkit-telnet telnet/commands.cc',
      example: 'telnet: could not resolve db/5432: Name or service not known',
      gives: 'dns-nxdomain db:5432',
      words: ['telnet: '],
      pattern:
        /\btelnet: (?:could not resolve )?(?<host>[\w.-]{1,253})(?:\/(?<port>\d{1,5}))?: (?<cause>(?:Name|Temporary|Unknown host|No address|nodename|Try again)[^"]{0,80})/,
      class: 'cause',
      otherwise: 'dns-nxdomain',
    },
    {
      id: 'telnet/closed',
      source: 'inetutils telnet/utilities.c',
      example: 'Connection closed by foreign host.',
      gives: 'connection-reset',
      words: ['closed by foreign host'],
      pattern: /\bConnection closed by foreign host/,
      class: 'connection-reset',
    },
  ],
};
