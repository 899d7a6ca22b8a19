import type { Table } from '../signature.ts';

/** ping of iputils, inetutils and BusyBox. */
export const ping: Table = {
  strength: 'exact',
  runtime: 'ping',
  signatures: [
    {
      id: 'ping/resolve',
      source: 'iputils/iputils ping/ping.c; inetutils; mirror/busybox',
      example: 'ping: db.shop: Name or service not known',
      gives: 'dns-nxdomain db.shop',
      words: ['ping: ', 'ping6: '],
      pattern:
        /\bping6?: (?:unknown host )?(?<host>[\w.-]{1,253})(?:: (?<cause>(?:Name|Temporary|No address|Try|Unknown|Non-rec)[^"]{0,60}))?$/,
      class: 'cause',
      otherwise: 'dns-nxdomain',
      also: ['dns-servfail'],
    },
    {
      id: 'ping/unreachable',
      source: 'iputils/iputils ping/ping.c pr_icmph',
      example: 'From 10.244.1.1 icmp_seq=1 Destination Host Unreachable',
      gives: 'no-route',
      words: [
        'destination host unreachable',
        'destination net unreachable',
        'packet filtered',
        'destination port unreachable',
        'communication prohibited',
        'destination host prohibited',
      ],
      pattern:
        /\bFrom \S{2,253}(?: \([^\s()]{2,64}\))?:? icmp_seq=\d{1,9} (?:Destination (?:Host|Net|Port) (?:Unreachable|Prohibited)|Packet filtered|Communication .{0,20}[Pp]rohibited)/,
      class: 'no-route',
      targetInGroups: true,
    },
    {
      id: 'ping/lost',
      source: 'iputils/iputils ping/ping_common.c finish',
      example: '4 packets transmitted, 0 received, 100% packet loss, time 3062ms',
      gives: 'unavailable',
      words: ['100% packet loss', '100.0% packet loss'],
      pattern: /\b0 (?:packets )?received, (?:\+\d{1,6} errors, )?100(?:\.0)?% packet loss/,
      class: 'unavailable',
      also: ['connect-timeout', 'no-route'],
      targetInGroups: true,
    },
  ],
};
