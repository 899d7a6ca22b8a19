import { anyFailure } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** What gRPC says alike in several languages. */
export const grpc: Table = {
  strength: 'exact',
  signatures: [
    {
      id: 'grpc/resolving',
      source: 'grpc/grpc-node packages/grpc-js/src/load-balancing-call.ts, resolving-call.ts',
      example:
        '4 DEADLINE_EXCEEDED: Deadline exceeded after 5.001s,name resolution: 5.000s,metadata filters: 0.001s,waiting for name resolution',
      gives: 'dns-timeout',
      words: ['waiting for name resolution', 'while waiting for name resolution', 'name resolver'],
      pattern:
        /\bwaiting for name resolution\b|\breceived context error while waiting for new LB policy update: name resolver/,
      class: 'dns-timeout',
    },
    {
      id: 'grpc/deadline',
      source: 'grpc/grpc doc/statuscodes.md DEADLINE_EXCEEDED',
      example: 'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      gives: 'unavailable',
      words: ['deadlineexceeded', 'deadline_exceeded', 'deadline exceeded'],
      pattern: /\bcode = DeadlineExceeded\b|\bDEADLINE_EXCEEDED\b|\b(?:4|14): ?"?Deadline Exceeded\b/,
      class: 'unavailable',
      also: [...anyFailure, 'tls-handshake-timeout'],
    },
  ],
};

/** The target is malformed: no packet was sent. */
export const refusedByGrpc: Table = {
  strength: 'answer',
  library: 'grpc',
  signatures: [
    {
      id: 'grpc/target',
      source:
        'grpc/grpc-go clientconn.go parseTarget; grpc/grpc src/core/resolver; grpc-java ManagedChannelImpl NameResolver',
      example: 'failed to build resolver: passthrough: received empty target in Build()',
      gives: 'client-refuses',
      words: [
        'received empty target in build',
        'cannot find a nameresolver for',
        'could not find a nameresolverprovider',
      ],
      pattern:
        /\breceived empty target in Build\(\)|\b[cC]annot find a NameResolver for\b|\bCould not find a NameResolverProvider\b/,
      class: 'client-refuses',
    },
  ],
};
