import { anyTimeout, untilConnectedOrReset } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** The standard library, tokio, hyper and what is built on them: every cause ends in `(os error n)` or in `Os { code: n`. */
export const rust: Table = {
  strength: 'exact',
  runtime: 'rust',
  signatures: [
    {
      id: 'reqwest/url-debug',
      source: 'seanmonstar/reqwest src/error.rs Debug; servo/rust-url Url Debug before 2.0',
      example:
        'reqwest::Error { kind: Request, url: Url { scheme: "http", host: Some(Domain("orders")), port: Some(8080), path: "/" }, source: hyper::Error(Connect, ConnectError("tcp connect error", Os { code: 111, kind: ConnectionRefused, message: "Connection refused" })) }',
      gives: 'connection-refused orders:8080',
      words: ['host: some('],
      pattern:
        /\bhost: Some\((?:Domain\("|Ipv[46]\()(?<host>[^")]{1,253})"?\)\), port: (?:Some\((?<port>\d{1,5})\)|None), .{0,2000}?\bsource: (?<cause>.{1,400})/,
      class: 'cause',
      runtime: 'rust/reqwest',
    },
    {
      id: 'hyper/dns-debug',
      source: 'hyperium/hyper-util src/client/legacy/connect/http.rs ConnectError::dns, Debug',
      example:
        'ConnectError("dns error", Custom { kind: Uncategorized, error: "failed to lookup address information: Try again" })',
      gives: 'dns-timeout',
      words: ['connecterror("dns error"'],
      pattern: /\bConnectError\("dns error", (?:Custom \{ kind: \w{1,40}, error: )?"?(?<cause>[^}]{1,200})/,
      class: 'cause',
      otherwise: 'dns-nxdomain',
      runtime: 'rust/hyper',
    },
    {
      id: 'hyper/connect-debug',
      source: 'hyperium/hyper-util src/client/legacy/connect/http.rs ConnectError Debug',
      example:
        'hyper::Error(Connect, ConnectError("tcp connect error", 10.0.0.7:8080, Os { code: 113, kind: HostUnreachable, message: "No route to host" }))',
      gives: 'no-route 10.0.0.7:8080',
      words: ['connecterror("tcp connect error", '],
      pattern: /\bConnectError\("tcp connect error", (?!Os|Custom|Kind)(?<address>[^\s,]{3,60}), (?<cause>.{1,300})/,
      class: 'cause',
      runtime: 'rust/hyper',
    },
    {
      id: 'rust/lookup',
      source: 'rust-lang/rust library/std/src/sys/pal/unix/net.rs cvt_gai',
      example: 'failed to lookup address information: Temporary failure in name resolution',
      gives: 'dns-timeout',
      words: ['failed to lookup address information'],
      pattern: /\bfailed to lookup address information: (?<cause>[^"]{1,120})/,
      class: 'cause',
      otherwise: 'dns-nxdomain',
    },
    {
      id: 'rust/os-error',
      source: 'rust-lang/rust library/std/src/io/error.rs Display of Repr::Os',
      example: 'tcp connect error: 10.0.0.7:5432: Connection refused (os error 111)',
      gives: 'connection-refused 10.0.0.7:5432',
      words: ['(os error '],
      pattern:
        /(?:(?<!\S)(?<address>[^\s:]{1,253}:\d{1,5}): )?(?<cause>(?:Connection|Operation) (?:refused|timed out|reset by peer|aborted)|(?:Host|Network) is (?:unreachable|down)|No route to host|Cannot assign requested address|Broken pipe|Software caused connection abort)[^()]{0,80} \(os error \d{1,5}\)/i,
      class: 'cause',
    },
    {
      id: 'rust/os-error-windows',
      source: 'rust-lang/rust library/std/src/io/error.rs Display of Repr::Os; the messages of Winsock',
      example: 'No connection could be made because the target machine actively refused it. (os error 10061)',
      gives: 'connection-refused',
      words: ['(os error 100', '(os error 110'],
      pattern: /\((?<cause>os error (?:10060|10061))\)/,
      class: 'cause',
    },
    {
      id: 'rust/os-error-debug',
      source: 'rust-lang/rust library/std/src/io/error.rs Debug of Repr::Os',
      example:
        'called `Result::unwrap()` on an `Err` value: Os { code: 111, kind: ConnectionRefused, message: "Connection refused" }',
      gives: 'connection-refused',
      words: ['os { code:'],
      pattern: /\bOs \{ code: \d{1,5}, (?:kind: \w{1,40}, )?message: "(?<cause>[^"]{1,120})"/,
      class: 'cause',
    },
    {
      id: 'rust/custom-debug',
      source:
        'rust-lang/rust library/std/src/io/error.rs Debug of Custom; tokio::net::TcpStream::connect under a timeout',
      example: 'Custom { kind: TimedOut, error: "connection timed out" }',
      gives: 'connect-timeout',
      words: ['custom { kind:'],
      pattern:
        /\bCustom \{ kind: (?<cause>TimedOut|ConnectionRefused|ConnectionReset|ConnectionAborted|BrokenPipe|HostUnreachable|NetworkUnreachable|UnexpectedEof)\b/,
      class: 'cause',
    },
    {
      id: 'rust/deadline-elapsed',
      source: 'tokio-rs/tokio tokio/src/time/error.rs Elapsed; tower src/timeout/error.rs; hyper-timeout',
      example: 'error trying to connect: deadline has elapsed',
      gives: 'connect-timeout',
      words: ['deadline has elapsed'],
      pattern: /\b(?:connect\w{0,4}|connection)\b[^|]{0,200}\bdeadline has elapsed\b/i,
      class: 'connect-timeout',
      also: ['dns-timeout', 'tls-handshake-timeout'],
    },
    {
      id: 'rust/elapsed',
      source: 'tokio-rs/tokio tokio/src/time/error.rs Elapsed',
      example: 'Error: deadline has elapsed',
      gives: 'unavailable',
      words: ['deadline has elapsed'],
      pattern: /\bdeadline has elapsed\b/,
      class: 'unavailable',
      also: anyTimeout,
    },
    {
      id: 'reqwest/timed-out-connecting',
      source: 'seanmonstar/reqwest src/connect.rs with_timeout, src/error.rs TimedOut',
      example: 'error sending request for url (http://orders:8080/): error trying to connect: operation timed out',
      gives: 'connect-timeout orders:8080',
      words: ['error trying to connect: ', 'client error (connect)', 'error(connect, '],
      pattern:
        /\b(?:error trying to connect: |client error \(Connect\): |Error\(Connect, )(?:operation timed out|connection timed out|timed out|TimedOut)/,
      class: 'connect-timeout',
      also: ['dns-timeout', 'tls-handshake-timeout'],
      runtime: 'rust/reqwest',
    },
    {
      id: 'reqwest/timed-out',
      source: 'seanmonstar/reqwest src/error.rs TimedOut',
      example: 'error sending request for url (http://orders:8080/): operation timed out',
      gives: 'unavailable orders:8080',
      words: ['operation timed out', 'source: timedout'],
      pattern:
        /\b(?:error sending request|error sending request for url \(\S{1,2000}\)): operation timed out|\bsource: TimedOut\b/,
      class: 'unavailable',
      also: anyTimeout,
      runtime: 'rust/reqwest',
    },
    {
      id: 'reqwest/body-timed-out',
      source: 'seanmonstar/reqwest src/error.rs Kind::Body, Kind::Decode',
      example: 'request or response body error: operation timed out',
      gives: 'read-timeout',
      words: ['body error: operation timed out', 'body: operation timed out', 'body: request or response body error'],
      pattern: /\b(?:body error|response body): (?:request or response body error: )?operation timed out/,
      class: 'read-timeout',
      runtime: 'rust/reqwest',
    },
    {
      id: 'hyper/closed',
      source: 'hyperium/hyper src/error.rs Kind::IncompleteMessage, Kind::ChannelClosed, Kind::Canceled',
      example: 'client error (SendRequest): connection closed before message completed',
      gives: 'connection-reset',
      words: ['before message completed', 'operation was canceled: connection', 'incompletemessage'],
      pattern:
        /\bconnection closed before message completed|\boperation was canceled: connection (?:closed|was not ready)|hyper::Error\(IncompleteMessage\)/,
      class: 'connection-reset',
      runtime: 'rust/hyper',
    },
    {
      id: 'hyper/connect',
      source: 'hyperium/hyper-util src/client/legacy/client.rs ErrorKind::Connect; hyperium/hyper 0.14 src/error.rs',
      example: 'error sending request for url (https://orders:8443/): client error (Connect)',
      gives: 'unavailable orders:8443',
      words: [
        'client error (connect)',
        'error trying to connect',
        'tcp connect error',
        'error sending request for url',
      ],
      pattern:
        /\bclient error \(Connect\)|\berror trying to connect\b|\btcp connect error\b|\berror sending request for url \(/,
      class: 'unavailable',
      also: [...untilConnectedOrReset, 'tls-handshake-timeout'],
      runtime: 'rust/hyper',
    },
  ],
};
