import { untilConnectedOrReset } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** gRPC of the C core: C++, Python, Ruby, PHP, C#. */
export const grpcCore: Table = {
  strength: 'exact',
  signatures: [
    {
      id: 'grpc-core/timeout',
      source: 'grpc/grpc src/core/lib/iomgr/tcp_client_posix.cc on_alarm; src/core/client_channel/subchannel.cc',
      example: 'failed to connect to all addresses; last error: UNKNOWN: ipv4:10.0.0.7:50051: FD shutdown',
      gives: 'connect-timeout 10.0.0.7:50051',
      words: ['last error: '],
      pattern:
        /\blast error: [A-Z_]{2,30}: ipv[46]:(?:%5B|\[)?(?<host>[\w.:]{2,60})(?:%25\w{1,16})?(?:%5D|\])?:(?<port>\d{1,5}): (?:FD [Ss]hutdown|connect\(\) timed out|.{0,60}\bTimeout occurred(?!: FD Shutdown.{0,40}handshake)|connection attempt timed out before receiving SETTINGS frame)/,
      class: 'connect-timeout',
      also: ['tls-handshake-timeout', 'read-timeout'],
    },
    {
      id: 'grpc-core/last-error-closed',
      source: 'grpc/grpc src/core/ext/transport/chttp2/transport/chttp2_transport.cc close_transport_locked',
      example: 'failed to connect to all addresses; last error: UNAVAILABLE: ipv6:%5Bfd00::7%5D:50051: Socket closed',
      gives: 'connection-reset fd00::7:50051',
      words: ['last error: '],
      pattern:
        /\blast error: [A-Z_]{2,30}: ipv[46]:(?:%5B|\[)?(?<host>[\w.:]{2,60})(?:%25\w{1,16})?(?:%5D|\])?:(?<port>\d{1,5}): (?:Socket closed|Endpoint closing|Transport closed|GOAWAY)/,
      class: 'connection-reset',
    },
    {
      id: 'grpc-core/last-error',
      source: 'grpc/grpc src/core/load_balancing/pick_first/pick_first.cc; lib/iomgr/tcp_client_posix.cc',
      example:
        'failed to connect to all addresses; last error: UNKNOWN: ipv4:10.0.0.7:50051: Failed to connect to remote host: Connection refused',
      gives: 'connection-refused 10.0.0.7:50051',
      words: ['last error: '],
      pattern:
        /\blast error: [A-Z_]{2,30}: ipv[46]:(?:%5B|\[)?(?<host>[\w.:]{2,60})(?:%25\w{1,16})?(?:%5D|\])?:(?<port>\d{1,5}): (?<cause>[^"]{1,200})/,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'grpc-core/connect',
      source: 'grpc/grpc src/core/lib/event_engine/posix_engine/posix_engine.cc; tcp_client_posix.cc',
      example:
        'description:"Failed to connect to remote host: Connection refused", errno:111, target_address:"ipv4:10.0.0.7:50051"',
      gives: 'connection-refused 10.0.0.7:50051',
      words: ['failed to connect to remote host: '],
      pattern:
        /\bFailed to connect to remote host: (?<cause>[^"]{1,80})(?:.{0,200}?target_address"?:"?ipv[46]:(?<address>[^\s",]{3,80}))?/,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'grpc-core/handshaker',
      source: 'grpc/grpc src/core/handshaker/handshaker.cc',
      example: 'failed to connect to all addresses; last error: UNKNOWN: Handshake timed out',
      gives: 'tls-handshake-timeout',
      words: ['handshake timed out', 'handshake read failed', 'handshake shutdown'],
      pattern: /\b(?:Handshake timed out|Handshake shutdown)\b/,
      class: 'tls-handshake-timeout',
    },
    {
      id: 'grpc-core/dns',
      source: 'grpc/grpc src/core/resolver/dns/c_ares/grpc_ares_wrapper.cc',
      example:
        'DNS resolution failed for orders:50051: C-ares status is not ARES_SUCCESS qtype=A name=orders is_balancer=0: Could not contact DNS servers',
      gives: 'dns-timeout orders:50051',
      words: ['dns resolution failed', 'c-ares status is not ares_success', 'dns query cancelled', 'errors resolving '],
      pattern:
        /\b(?:DNS resolution failed(?: for (?:service: )?(?<address>[^\s:"]{1,253}(?::[a-z\d]{1,12})?))?|errors resolving (?<host>[^\s:"]{1,253}))\b.{0,200}?\b(?<cause>Domain name not found|Could not contact DNS servers|Timeout while contacting DNS servers|DNS server returned (?:general failure|answer with no data)|DNS query cancelled|Temporary failure in name resolution|Name or service not known|Try again|Name does not resolve)/,
      class: 'cause',
      otherwise: 'dns-nxdomain',
      timeout: 'dns-timeout',
    },
    {
      id: 'grpc-core/dns-unsaid',
      source: 'grpc/grpc src/core/resolver/polling_resolver.cc',
      example: 'StatusCode.UNAVAILABLE: DNS resolution failed for service: orders:50051',
      gives: 'dns-nxdomain orders:50051',
      words: ['dns resolution failed', 'errors resolving '],
      pattern:
        /\b(?:DNS resolution failed|errors resolving)(?: for)?(?: service:)? ?(?<address>[^\s:"]{1,253}(?::\d{1,5})?)?/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
    },
    {
      id: 'grpc-core/all-addresses',
      source: 'grpc/grpc src/core/load_balancing/pick_first/pick_first.cc; issues',
      example: 'details = "failed to connect to all addresses"',
      gives: 'unavailable',
      words: ['failed to connect to all addresses', 'connections to all backends failing', 'empty address list'],
      pattern: /\b(?:failed to connect to all addresses|connections to all backends failing|empty address list)\b/,
      class: 'unavailable',
      also: [...untilConnectedOrReset, 'tls-handshake-timeout'],
    },
    {
      id: 'grpc-core/socket-closed',
      source: 'grpc/grpc src/core/ext/transport/chttp2/transport/chttp2_transport.cc close_transport_locked',
      example: 'status = StatusCode.UNAVAILABLE details = "Socket closed"',
      gives: 'connection-reset',
      words: [
        'socket closed',
        'connection reset by peer',
        'goaway received',
        'broken pipe',
        'transport closed',
        'end of tcp stream',
      ],
      pattern:
        /\b(?:details ?[=:] ?"|14:|UNAVAILABLE:? )\W{0,3}(?:Socket closed|[Cc]onnection reset by peer|recvmsg:Connection reset by peer|GOAWAY received|Broken pipe|Transport closed|End of TCP stream)/,
      class: 'connection-reset',
    },
    {
      id: 'grpc-core/recvmsg',
      source: 'grpc/grpc src/core/lib/iomgr/tcp_posix.cc tcp_annotate_error',
      example: 'details = "recvmsg:Connection timed out"',
      gives: 'read-timeout',
      words: ['recvmsg:', 'sendmsg:'],
      pattern: /\b(?:recvmsg|sendmsg): ?(?<cause>[A-Z][^"]{1,80})/,
      class: 'cause',
      timeout: 'read-timeout',
    },
    {
      id: 'grpc-python/future-timeout',
      source: 'grpc/grpc src/python/grpcio/grpc/_utilities.py _ChannelReadyFuture._block',
      example: 'grpc.FutureTimeoutError',
      gives: 'unavailable',
      words: ['futuretimeouterror'],
      pattern: /\bgrpc\.FutureTimeoutError\b/,
      class: 'unavailable',
      also: [...untilConnectedOrReset, 'tls-handshake-timeout'],
      runtime: 'python/grpcio',
    },
  ],
};
