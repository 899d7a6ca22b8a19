import type { Table } from '../signature.ts';

/** nginx, about the upstream that it could not reach. Its `client:`, `server:` and `host:` are the other side. */
export const nginx: Table = {
  strength: 'exact',
  runtime: 'nginx',
  signatures: [
    {
      id: 'nginx/connecting',
      source: 'nginx src/event/ngx_event_connect.c, src/http/ngx_http_upstream.c',
      example:
        '2024/03/01 10:00:00 [error] 29#29: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 10.244.1.5, server: _, request: "GET / HTTP/1.1", upstream: "http://10.0.0.7:8080/", host: "shop.example.net"',
      gives: 'connection-refused 10.0.0.7:8080',
      words: ['connect() failed ('],
      pattern:
        /\bconnect\(\) failed \((?<cause>\d{1,5}: [^()]{1,80})\)(?:.{0,6000}?upstream: "(?:[a-z]{2,10}:\/\/)?(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253})(?::\d{1,5})?))?/,
      class: 'cause',
      otherwise: 'unavailable',
      targetInGroups: true,
    },
    {
      id: 'nginx/connect-to',
      source: 'nginx src/event/ngx_event_connect.c ngx_event_connect_peer',
      example:
        '[crit] 29#29: *1 connect() to 10.0.0.7:8080 failed (113: Host is unreachable) while connecting to upstream, client: 10.244.1.5',
      gives: 'no-route 10.0.0.7:8080',
      words: ['connect() to '],
      pattern: /\bconnect\(\) to (?!unix:)(?<address>[^\s]{3,260}) failed \((?<cause>\d{1,5}: [^()]{1,80})\)/,
      class: 'cause',
      otherwise: 'unavailable',
      targetInGroups: true,
    },
    {
      id: 'nginx/connect-timeout',
      source: 'nginx src/http/ngx_http_upstream.c ngx_http_upstream_next',
      example:
        '[error] 29#29: *1 upstream timed out (110: Connection timed out) while connecting to upstream, client: 10.244.1.5, server: _, request: "GET / HTTP/1.1", upstream: "http://10.0.0.7:8080/", host: "shop.example.net"',
      gives: 'connect-timeout 10.0.0.7:8080',
      words: ['timed out (110: ', 'timed out (60: '],
      pattern:
        /\b(?:upstream|peer) timed out \(\d{1,5}: [^()]{1,60}\) while (?:connecting to upstream|proxying connection)(?:.{0,6000}?upstream: "(?:[a-z]{2,10}:\/\/)?(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253})(?::\d{1,5})?))?/,
      class: 'connect-timeout',
      targetInGroups: true,
    },
    {
      id: 'nginx/handshake-timeout',
      source: 'nginx src/http/ngx_http_upstream.c ngx_http_upstream_ssl_handshake',
      example:
        '[error] 29#29: *1 upstream timed out (110: Connection timed out) while SSL handshaking to upstream, client: 10.244.1.5, upstream: "https://10.0.0.7:8443/"',
      gives: 'tls-handshake-timeout 10.0.0.7:8443',
      words: ['while ssl handshaking to upstream'],
      pattern:
        /\btimed out \(\d{1,5}: [^()]{1,60}\) while SSL handshaking to upstream(?:.{0,6000}?upstream: "(?:[a-z]{2,10}:\/\/)?(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253})(?::\d{1,5})?))?/,
      class: 'tls-handshake-timeout',
      targetInGroups: true,
    },
    {
      id: 'nginx/read-timeout',
      source: 'nginx src/http/ngx_http_upstream.c ngx_http_upstream_next',
      example:
        '[error] 29#29: *1 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 10.244.1.5, upstream: "http://10.0.0.7:8080/"',
      gives: 'read-timeout 10.0.0.7:8080',
      words: ['timed out (110: ', 'timed out (60: '],
      pattern:
        /\b(?:upstream|peer) timed out \(\d{1,5}: [^()]{1,60}\) while (?:reading|sending)(?:.{0,6000}?upstream: "(?:[a-z]{2,10}:\/\/)?(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253})(?::\d{1,5})?))?/,
      class: 'read-timeout',
      targetInGroups: true,
    },
    {
      id: 'nginx/closed',
      source: 'nginx src/http/ngx_http_upstream.c; src/os/unix/ngx_recv.c',
      example:
        '[error] 29#29: *1 upstream prematurely closed connection while reading response header from upstream, client: 10.244.1.5, upstream: "http://10.0.0.7:8080/"',
      gives: 'connection-reset 10.0.0.7:8080',
      words: [
        'upstream prematurely closed connection',
        'recv() failed (104',
        'writev() failed (104',
        'writev() failed (32',
        'peer closed connection in ssl handshake',
        'ssl_do_handshake() failed (104',
      ],
      pattern:
        /\b(?:upstream prematurely closed connection|(?:recv|readv|writev|send|SSL_do_handshake)\(\) failed \((?:104|32): [^()]{1,60}\)|peer closed connection in SSL handshake(?: \([^()]{1,60}\))? while SSL handshaking to upstream)(?:.{0,6000}?upstream: "(?:[a-z]{2,10}:\/\/)?(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253})(?::\d{1,5})?))?/,
      class: 'connection-reset',
      targetInGroups: true,
    },
    {
      id: 'nginx/host-not-found',
      source: 'nginx src/core/ngx_inet.c ngx_inet_resolve_host, src/http/ngx_http_upstream.c',
      example: 'nginx: [emerg] host not found in upstream "orders:8080" in /etc/nginx/conf.d/default.conf:12',
      gives: 'dns-nxdomain orders:8080',
      words: ['host not found in '],
      pattern:
        /\bhost not found in (?:upstream|resolver|"[a-z_]{1,40}" directive|OCSP responder) ?"(?<address>[^\s"/]{1,260})/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
      targetInGroups: true,
    },
    {
      id: 'nginx/could-not-be-resolved',
      source: 'nginx src/core/ngx_resolver.c ngx_resolver_strerror',
      example: '[error] 29#29: *1 orders.shop.svc could not be resolved (110: Operation timed out), client: 10.244.1.5',
      gives: 'dns-timeout orders.shop.svc',
      words: ['could not be resolved ('],
      pattern:
        /(?<![\w.-])(?<host>[\w.-]{1,253}) could not be resolved \(\d{1,5}: (?<cause>Operation timed out|Connection timed out)/,
      class: 'cause',
      timeout: 'dns-timeout',
      targetInGroups: true,
    },
    {
      id: 'nginx/could-not-be-resolved-code',
      source: 'nginx src/core/ngx_resolver.c ngx_resolver_strerror',
      example: '[error] 29#29: *1 orders.shop.svc could not be resolved (2: Server failure), client: 10.244.1.5',
      gives: 'dns-servfail orders.shop.svc',
      words: ['could not be resolved ('],
      pattern: /(?<![\w.-])(?<host>[\w.-]{1,253}) could not be resolved \((?:1|2|4|5): /,
      class: 'dns-servfail',
      targetInGroups: true,
    },
    {
      id: 'nginx/could-not-be-resolved-name',
      source: 'nginx src/core/ngx_resolver.c ngx_resolver_strerror',
      example: '[error] 29#29: *1 orders.shop.svc could not be resolved (3: Host not found), client: 10.244.1.5',
      gives: 'dns-nxdomain orders.shop.svc',
      words: ['could not be resolved ('],
      pattern: /(?<![\w.-])(?<host>[\w.-]{1,253}) could not be resolved \(3: /,
      class: 'dns-nxdomain',
      targetInGroups: true,
    },
    {
      id: 'nginx/resolver',
      source: 'nginx src/core/ngx_resolver.c ngx_udp_connect, ngx_resolver_udp_read',
      example: '[error] 29#29: send() failed (111: Connection refused) while resolving, resolver: 10.96.0.10:53',
      gives: 'dns-timeout 10.96.0.10:53',
      words: ['while resolving, resolver: '],
      pattern: /\bfailed \(\d{1,5}: [^()]{1,60}\) while resolving, resolver: (?<address>[^\s,]{3,64})/,
      class: 'dns-timeout',
      targetInGroups: true,
    },
    {
      id: 'nginx/no-live-upstreams',
      source: 'nginx src/http/ngx_http_upstream_round_robin.c',
      example:
        '[error] 29#29: *1 no live upstreams while connecting to upstream, client: 10.244.1.5, server: _, upstream: "http://orders/", host: "shop.example.net"',
      gives: 'unavailable orders',
      words: ['no live upstreams'],
      pattern:
        /\bno live upstreams while connecting to upstream(?:.{0,6000}?upstream: "(?:[a-z]{2,10}:\/\/)?(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253})(?::\d{1,5})?))?/,
      class: 'unavailable',
      also: ['connect-timeout', 'connection-refused', 'no-route', 'read-timeout'],
      targetInGroups: true,
    },
    {
      id: 'nginx/no-resolver',
      source: 'nginx src/http/ngx_http_upstream.c ngx_http_upstream_init_request',
      example: '[error] 29#29: *1 no resolver defined to resolve orders.shop.svc, client: 10.244.1.5',
      gives: 'config orders.shop.svc',
      words: ['no resolver defined to resolve'],
      pattern: /\bno resolver defined to resolve (?<host>[\w.-]{1,253})/,
      class: 'config',
      targetInGroups: true,
    },
  ],
};
