import type { Table } from '../signature.ts';

/** gRPC of JavaScript. */
export const grpcJs: Table = {
  strength: 'exact',
  runtime: 'node/grpc-js',
  signatures: [
    {
      id: 'grpc-js/waiting-to-connect',
      source: 'grpc/grpc-node packages/grpc-js/src/internal-channel.ts, load-balancing-call.ts',
      example: '4 DEADLINE_EXCEEDED: Deadline exceeded after 5.001s,LB pick: 5.000s,remote_addr=10.0.0.7:50051',
      gives: 'read-timeout 10.0.0.7:50051',
      words: ['remote_addr='],
      pattern: /\b[Dd]eadline exceeded\b.{0,300}?\bremote_addr=(?<address>[^\s,"]{3,80})/,
      class: 'read-timeout',
    },
    {
      id: 'grpc-js/connection-timeout',
      source: 'grpc/grpc-node packages/grpc-js/src/load-balancer-pick-first.ts; subchannel.ts',
      example:
        '14 UNAVAILABLE: No connection established. Last error: Error: connect ECONNREFUSED 10.0.0.7:50051. Resolution note: ',
      gives: 'connection-refused 10.0.0.7:50051',
      words: ['no connection established'],
      pattern:
        /\bNo connection established\. Last error: (?:Error: )?(?:connect )?(?<cause>E[A-Z]{4,14}|[^."]{1,80})(?: (?<address>[^\s"]{3,260}?)(?=\. |\.?$| \())?/,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'grpc-js/resolve',
      source: 'grpc/grpc-node packages/grpc-js/src/resolver-dns.ts',
      example: '14 UNAVAILABLE: Name resolution failed for target dns:orders:50051',
      gives: 'dns-nxdomain orders:50051',
      words: ['name resolution failed for target'],
      pattern: /\bName resolution failed for target (?:dns:)?\/{0,3}(?<address>[^\s"]{1,260})/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
    },
    {
      id: 'grpc-js/dropped',
      source: 'grpc/grpc-node packages/grpc-js/src/subchannel-call.ts, transport.ts',
      example: '14 UNAVAILABLE: Connection dropped',
      gives: 'connection-reset',
      words: ['connection dropped', 'received rst_stream', 'http/2 keepalive', 'keepalive timeout'],
      pattern: /\bUNAVAILABLE: (?:Connection dropped|Received RST_STREAM|keepalive)|\bRST_STREAM with code \d/i,
      class: 'connection-reset',
    },
  ],
};
