import { untilConnectedOrReset } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** gRPC of Go, where it does not pass the text of the dialer on. */
export const grpcGo: Table = {
  strength: 'exact',
  runtime: 'go/grpc',
  signatures: [
    {
      id: 'grpc-go/dial',
      source: 'grpc/grpc-go internal/transport/http2_client.go newHTTP2Client; connection error: desc = "transport: …"',
      example:
        'grpc: addrConn.createTransport failed to connect to {Addr: "orders:50051"}. Err: connection error: desc = "transport: Error while dialing: context deadline exceeded"',
      gives: 'connect-timeout orders:50051',
      words: ['error while dialing'],
      pattern:
        /\btransport: [Ee]rror while dialing:? (?:dial (?:tcp )?)?(?<cause>context deadline exceeded|deadline exceeded|i\/o timeout|EOF|connection error[^"]{0,80})/,
      class: 'cause',
      otherwise: 'connect-timeout',
      also: ['dns-timeout'],
    },
    {
      id: 'grpc-go/handshake',
      source: 'grpc/grpc-go internal/transport/http2_client.go; clientconn.go createTransport',
      example: 'connection error: desc = "transport: authentication handshake failed: context deadline exceeded"',
      gives: 'tls-handshake-timeout',
      words: ['authentication handshake failed'],
      pattern:
        /\bauthentication handshake failed: (?<cause>context deadline exceeded|EOF|read tcp.{1,200}|write tcp.{1,200}|connection reset.{0,40})/,
      class: 'cause',
      otherwise: 'tls-handshake-timeout',
      timeout: 'tls-handshake-timeout',
    },
    {
      id: 'grpc-go/preface',
      source: 'grpc/grpc-go clientconn.go, internal/transport/http2_client.go',
      example: 'connection error: desc = "error reading server preface: EOF"',
      gives: 'connection-reset',
      words: ['error reading server preface', 'server handshake is not completed', 'failed to receive server preface'],
      pattern: /\b(?:error reading server preface: (?<cause>[^"]{1,200})|server handshake is not completed)/,
      class: 'cause',
      otherwise: 'read-timeout',
      timeout: 'read-timeout',
    },
    {
      id: 'grpc-go/resolve',
      source: 'grpc/grpc-go internal/resolver/dns/dns_resolver.go; balancer/base',
      example: 'rpc error: code = Unavailable desc = name resolver error: produced zero addresses',
      gives: 'dns-nxdomain',
      words: ['produced zero addresses', 'dns: a record lookup error'],
      pattern: /\bproduced zero addresses|\bdns: A record lookup error\b/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
    },
    {
      id: 'grpc-go/last-connection-error',
      source: 'grpc/grpc-go clientconn.go, picker_wrapper.go',
      example:
        'latest balancer error: last exception was calculated; context deadline exceeded while waiting for connections to become ready',
      gives: 'unavailable',
      words: [
        'waiting for connections to become ready',
        'all subconns are in transientfailure',
        'there is no address available',
        'grpc: the client connection is closing',
        'no children to pick from',
      ],
      pattern:
        /\bwaiting for connections to become ready|\ball SubConns are in TransientFailure|\bthere is no address available|\bno children to pick from/i,
      class: 'unavailable',
      also: [...untilConnectedOrReset, 'tls-handshake-timeout'],
    },
    {
      id: 'grpc-go/transport-closing',
      source: 'grpc/grpc-go internal/transport/transport.go ErrConnClosing, errStreamDrain',
      example: 'rpc error: code = Unavailable desc = transport is closing',
      gives: 'connection-reset',
      words: [
        'transport is closing',
        'code = unavailable desc = error reading from server',
        'desc = closing transport',
        'code = unavailable desc = eof',
        'keepalive ping failed',
      ],
      pattern:
        /\btransport is closing\b|\bcode = Unavailable desc = (?:error reading from server: (?:EOF|.{0,160}reset)|closing transport|EOF|unexpected EOF|keepalive ping failed)/,
      class: 'connection-reset',
    },
  ],
};
