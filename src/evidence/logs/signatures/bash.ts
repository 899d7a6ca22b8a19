import type { Table } from '../signature.ts';

/** `/dev/tcp` of bash. */
export const bash: Table = {
  strength: 'exact',
  runtime: 'bash',
  signatures: [
    {
      id: 'bash/dev-tcp',
      source: 'GNU bash lib/sh/netopen.c; redir.c',
      example: 'bash: line 1: /dev/tcp/db/5432: Connection timed out',
      gives: 'connect-timeout db:5432',
      words: ['/dev/tcp/'],
      pattern: /\/dev\/tcp\/(?<host>[^\s/]{1,253})\/(?<port>\d{1,5}): (?<cause>[^"]{1,80})/,
      class: 'cause',
    },
    {
      id: 'bash/connect',
      source: 'GNU bash lib/sh/netopen.c _netopen4, _netopen6',
      example: 'bash: connect: Connection refused',
      gives: 'connection-refused',
      words: ['sh: connect: ', ': connect: '],
      pattern: /\b(?:ba)?sh: (?:line \d{1,6}: )?connect: (?<cause>[^"]{1,80})/,
      class: 'cause',
    },
    {
      id: 'bash/resolve',
      source: 'GNU bash lib/sh/netopen.c _getaddr_info',
      example: 'bash: line 1: db: Name or service not known',
      gives: 'dns-nxdomain db',
      words: ['sh: '],
      pattern:
        /\b(?:ba)?sh: (?:line \d{1,6}: )?(?<host>[\w.-]{1,253}): (?<cause>(?:Name or service|Name does not|Temporary failure in name)[^"]{0,60})/,
      class: 'cause',
    },
  ],
};
