import type { Table } from '../signature.ts';

/** What Ruby itself raises: sockets, names, net/http. */
export const ruby: Table = {
  strength: 'exact',
  runtime: 'ruby',
  signatures: [
    {
      id: 'ruby/open-timeout',
      source: 'ruby/net-http lib/net/http.rb connect: Timeout.timeout around TCPSocket.open, names included',
      example: 'Failed to open TCP connection to orders:8080 (execution expired) (Net::OpenTimeout)',
      gives: 'connect-timeout orders:8080',
      words: ['(execution expired)', 'net::opentimeout', 'net/opentimeout'],
      pattern:
        /\bFailed to open TCP connection to (?<address>[^\s()]{0,260}:\d{1,5}) \(execution expired\)|\bNet::OpenTimeout\b(?!: .{0,200}SSL)/,
      class: 'connect-timeout',
      also: ['dns-timeout'],
    },
    {
      id: 'ruby/open-tcp-connection',
      source: 'ruby/net-http lib/net/http.rb connect',
      example: 'Failed to open TCP connection to orders:8080 (Connection refused - connect(2) for "orders" port 8080)',
      gives: 'connection-refused orders:8080',
      words: ['failed to open tcp connection to'],
      pattern:
        /\bFailed to open TCP connection to (?<address>[^\s()]{0,260}:\d{1,5}) \((?!execution expired)(?<cause>[^)]{1,200})/,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'ruby/connect',
      source: 'ruby/ruby ext/socket/ipsocket.c, ext/socket/init.c rsock_sys_fail_host_port',
      example: 'Connection refused - connect(2) for "redis" port 6379 (Errno::ECONNREFUSED)',
      gives: 'connection-refused redis:6379',
      words: [' - connect(2) for ', ' - user specified timeout'],
      pattern:
        / - (?<=(?<cause>[A-Z][\w ']{5,60}) - )(?:connect\(2\)|user specified timeout)(?: would block)? for (?:\\?"(?<host>[^"\\]{1,253})\\?" port (?<port>\d{1,5})|(?<address>[^\s()]{1,260}:\d{1,5}))/,
      class: 'cause',
    },
    {
      id: 'ruby/getaddrinfo',
      source: 'ruby/ruby ext/socket/raddrinfo.c rsock_raise_resolution_error: SocketError, Socket::ResolutionError',
      example: 'getaddrinfo: Name or service not known (SocketError)',
      gives: 'dns-nxdomain',
      words: ['getaddrinfo: ', 'getaddrinfo(3): '],
      pattern: /\bgetaddrinfo(?:\(3\))?: (?<cause>[A-Za-z][^"(]{1,100})/,
      class: 'cause',
      otherwise: 'dns-nxdomain',
    },
    {
      id: 'ruby/resolv-timeout',
      source: 'ruby/resolv lib/resolv.rb Resolv::ResolvTimeout, ResolvError',
      example: 'DNS resolution timeout: orders (Resolv::ResolvTimeout)',
      gives: 'dns-timeout',
      words: ['resolv::resolvtimeout'],
      pattern: /\bResolv::ResolvTimeout\b/,
      class: 'dns-timeout',
    },
    {
      id: 'ruby/resolv',
      source: 'ruby/resolv lib/resolv.rb Resolv#getaddress',
      example: 'no address for orders (Resolv::ResolvError)',
      gives: 'dns-nxdomain orders',
      words: ['resolv::resolverror'],
      pattern: /\b(?:no address for (?<host>[\w.-]{1,253}) \()?Resolv::ResolvError\b/,
      class: 'dns-nxdomain',
      also: ['dns-timeout'],
    },
    {
      id: 'ruby/ssl-timeout',
      source:
        'ruby/openssl lib/openssl/ssl.rb SocketForwarder; ruby/net-protocol lib/net/protocol.rb ssl_socket_connect',
      example: 'Net::OpenTimeout: SSL_connect timed out',
      gives: 'tls-handshake-timeout',
      words: ['net::opentimeout'],
      pattern: /\bNet::OpenTimeout\b.{0,200}SSL/,
      class: 'tls-handshake-timeout',
    },
    {
      id: 'ruby/read-timeout',
      source: 'ruby/net-protocol lib/net/protocol.rb BufferedIO#rbuf_fill',
      example:
        "/usr/lib/ruby/3.1.0/net/protocol.rb:219:in `rbuf_fill': Net::ReadTimeout with #<Socket:(closed)> (Net::ReadTimeout)",
      gives: 'read-timeout',
      words: ['net::readtimeout', 'net::writetimeout'],
      pattern: /\bNet::(?:Read|Write)Timeout\b/,
      class: 'read-timeout',
    },
    {
      id: 'ruby/errno',
      source: 'ruby/ruby error.c Errno: the name of the class beside the words of strerror',
      example: 'Errno::EHOSTUNREACH: No route to host',
      gives: 'no-route',
      words: ['errno::e'],
      pattern:
        /\bErrno::(?<cause>ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL|ECONNRESET|ECONNABORTED|EPIPE)\b(?:: .{1,60} - connect\(2\) for "(?<host>[^"]{1,253})" port (?<port>\d{1,5}))?/,
      class: 'cause',
    },
    {
      id: 'ruby/end-of-file',
      source: 'ruby/ruby io.c rb_eof_error; openssl ossl_ssl.c',
      example: 'end of file reached (EOFError)',
      gives: 'connection-reset',
      words: ['end of file reached', 'ssl_connect syscall returned=5'],
      pattern: /\bend of file reached\b|\bSSL_connect SYSCALL returned=5\b/,
      class: 'connection-reset',
    },
  ],
};
