import { anyFailure } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** gRPC of the JVM. */
export const grpcJava: Table = {
  strength: 'exact',
  runtime: 'java/grpc',
  signatures: [
    {
      id: 'grpc-java/unresolved',
      source: 'grpc/grpc-java internal/DnsNameResolver.resolveAddresses',
      example: 'io.grpc.StatusRuntimeException: UNAVAILABLE: Unable to resolve host orders.shop',
      gives: 'dns-nxdomain orders.shop',
      words: ['unavailable: unable to resolve host'],
      pattern: /\bUNAVAILABLE: Unable to resolve host (?<host>[^\s,;"']{1,253})/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
    },
    {
      id: 'grpc-java/io-exception',
      source: 'grpc/grpc-java netty/Utils.statusFromThrowable: the cause is that of the exception',
      example: 'io.grpc.StatusRuntimeException: UNAVAILABLE: io exception',
      gives: 'unavailable',
      words: ['unavailable: io exception', 'wait_for_ready', 'waiting_for_connection'],
      pattern:
        /\bUNAVAILABLE: io exception\b|\bDEADLINE_EXCEEDED: .{0,300}\b(?:waiting_for_connection|wait_for_ready)\b/i,
      class: 'unavailable',
      also: anyFailure,
    },
    {
      id: 'grpc-java/gone',
      source: 'grpc/grpc-java internal/KeepAliveManager; netty/NettyClientHandler.channelInactive',
      example: 'io.grpc.StatusRuntimeException: UNAVAILABLE: Network closed for unknown reason',
      gives: 'connection-reset',
      words: ['network closed for unknown reason', 'unavailable: keepalive failed'],
      pattern: /\bNetwork closed for unknown reason\b|\bUNAVAILABLE: Keepalive failed\b/,
      class: 'connection-reset',
    },
  ],
};
