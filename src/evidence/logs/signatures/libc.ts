import type { Table } from '../signature.ts';

/** What strerror and gai_strerror of glibc, musl, macOS and Windows say, and the names of the errors, wherever they stand. */
export const libc: Table = {
  strength: 'words',
  signatures: [
    {
      id: 'libc/name-resolution',
      source: 'glibc sysdeps/posix/gai_strerror-strs.h; musl src/network/gai_strerror.c',
      example: 'could not reach db: Temporary failure in name resolution',
      gives: 'dns-timeout',
      words: [
        'temporary failure in name', 'name or service not known', 'name does not resolve', 'nodename nor servname', 'no address associated',
        'non-recoverable failure in name', 'no such host is known', 'name resolution', 'could not resolve', "couldn't resolve", 'host not found',
        'eai_again', 'enotfound', 'eai_noname', 'eai_fail', 'nxdomain', 'servfail', 'unknown host', 'no such host', 'failed to resolve',
        'cannot resolve', 'unable to resolve', "can't resolve",
      ],
      pattern:
        /(?<cause>Temporary failure in name resolution|Name or service not known|Name does not resolve|nodename nor servname|No address associated with (?:host)?name|Non-recoverable failure in name|No such host|name resolution (?:failed|failure|timed out|timeout)|[Hh]ost not found|EAI_AGAIN|\bENOTFOUND\b|EAI_NONAME|EAI_FAIL|NXDOMAIN|SERVFAIL|[Uu]nknown host)/i,
      class: 'cause',
      otherwise: 'dns-nxdomain',
    },
    {
      id: 'libc/could-not-resolve',
      source: 'the wording of many programs',
      example: 'Could not resolve hostname db.shop.svc',
      gives: 'dns-nxdomain db.shop.svc',
      words: ['resolve'],
      pattern:
        /\b(?:could not|couldn't|cannot|can't|can not|unable to|failed to|fail to|error) (?:resolve|resolving)(?: the)?(?: (?:host ?names?|host|address|domain|dns(?: name)?|name|server|upstream))?(?: of| for)?:? ["'`]?(?<host>[A-Za-z0-9_][\w.-]{0,252})(?::(?<port>\d{1,5}))?/i,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
      within: /host|dns|name|address|domain|server|upstream|\w\.\w/i,
    },
    {
      id: 'libc/errno-name',
      source: 'errno.h',
      example: 'index:9200 not reachable yet (ETIMEDOUT), retrying',
      gives: 'connect-timeout index:9200',
      words: ['etimedout', 'econnrefused', 'ehostunreach', 'enetunreach', 'econnreset', 'econnaborted', 'ehostdown', 'enetdown', 'eaddrnotavail'],
      pattern: /\b(?<cause>ETIMEDOUT|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|ECONNRESET|ECONNABORTED|EADDRNOTAVAIL)\b/,
      class: 'cause',
    },
    {
      id: 'libc/strerror',
      source: 'glibc sysdeps/gnu/errlist.h; musl src/errno/__strerror.h; the formatted messages of Winsock',
      example: 'cannot reach 10.0.0.7 port 5432: No route to host',
      gives: 'no-route 10.0.0.7:5432',
      words: [
        'connection refused', 'actively refused', 'no route to host', 'host is unreachable', 'network is unreachable', 'network unreachable',
        'host unreachable', 'host is down', 'assign requested address', 'connection reset', 'forcibly closed', 'broken pipe', 'connection aborted',
        'software caused connection abort',
      ],
      pattern:
        /(?<cause>Connection refused|actively refused|No route to host|(?:Host|Network) (?:is )?unreachable|Host is down|assign requested address|Connection reset(?: by peer)?|forcibly closed|Broken pipe|Connection aborted|Software caused connection abort)/i,
      class: 'cause',
    },
    {
      id: 'libc/timed-out',
      source: 'glibc sysdeps/gnu/errlist.h; musl src/errno/__strerror.h',
      example: 'could not connect to redis:6379: Operation timed out',
      gives: 'connect-timeout redis:6379',
      words: ['connection timed out', 'operation timed out', 'connect timed out', 'connection attempt timed out', 'connection attempt failed because'],
      pattern: /\b(?:Connection(?: attempt)?|Operation|Connect) timed out\b|A connection attempt failed because the connected party did not properly respond/i,
      class: 'connect-timeout',
    },
  ],
};
