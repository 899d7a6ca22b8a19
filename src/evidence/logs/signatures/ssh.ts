import type { Table } from '../signature.ts';

/** ssh of OpenSSH. */
export const ssh: Table = {
  strength: 'exact',
  runtime: 'ssh',
  signatures: [
    {
      id: 'ssh/connect',
      source: 'openssh/openssh-portable sshconnect.c ssh_connect_direct',
      example: 'ssh: connect to host git.example.net port 22: Connection timed out',
      gives: 'connect-timeout git.example.net:22',
      words: ['connect to host '],
      pattern: /\bconnect to host (?<host>[^\s]{1,253}) port (?<port>\d{1,5}): (?<cause>[^"]{1,80})/,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'ssh/resolve',
      source: 'openssh/openssh-portable ssh.c resolve_host',
      example: 'ssh: Could not resolve hostname git.example.net: Temporary failure in name resolution',
      gives: 'dns-timeout git.example.net',
      words: ['could not resolve hostname '],
      pattern: /\bCould not resolve hostname (?<host>[^\s:]{1,253}): (?<cause>[^"]{1,80})/,
      class: 'cause',
      otherwise: 'dns-nxdomain',
    },
    {
      id: 'ssh/exchange',
      source: 'openssh/openssh-portable kex.c kex_exchange_identification',
      example: 'kex_exchange_identification: Connection closed by remote host',
      gives: 'connection-reset',
      words: ['exchange_identification: '],
      pattern: /exchange_identification: (?:read: )?(?:Connection (?:closed|reset)|client sent)/,
      class: 'connection-reset',
    },
  ],
};
