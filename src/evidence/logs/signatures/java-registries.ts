import { anyFailure } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** The JVM's clients of ZooKeeper, Nacos, Eureka and the configuration server of Spring. */
export const javaRegistries: Table = {
  strength: 'exact',
  runtime: 'java',
  signatures: [
    {
      id: 'zookeeper/session-closed',
      source: 'apache/zookeeper ClientCnxn.SendThread.run: the exception follows',
      example:
        'WARN Session 0x0 for server zk.shop/10.96.4.7:2181, unexpected error, closing socket connection and attempting reconnect',
      gives: 'unavailable zk.shop:2181',
      words: ['for server '],
      pattern:
        /\bSession 0x[0-9a-f]{1,16} for (?:sever|server) (?<address>[^\s,]{1,400}?), (?:unexpected error|[Cc]losing socket connection)/,
      class: 'unavailable',
      also: anyFailure,
      runtime: 'java/zookeeper',
      library: 'zookeeper',
    },
    {
      id: 'zookeeper/session-timed-out',
      source: 'apache/zookeeper ClientCnxn.SendThread.run SessionTimeoutException',
      example: 'Client session timed out, have not heard from server in 20007ms for session id 0x0',
      gives: 'connect-timeout',
      words: ['have not heard from server in'],
      pattern: /\bClient session timed out, have not heard from server in \d{1,9}ms for (?:session id|sessionid) 0x0\b/,
      class: 'connect-timeout',
      also: ['read-timeout'],
      runtime: 'java/zookeeper',
      library: 'zookeeper',
    },
    {
      id: 'zookeeper/connection-loss',
      source:
        'apache/zookeeper KeeperException; apache/curator ConnectionState.checkTimeouts; sgroschupf/zkclient; apache/kafka ZooKeeperClient',
      example:
        'org.apache.curator.ConnectionState - Connection timed out for connection string (zk.shop:2181) and timeout (15000) / elapsed (15052)',
      gives: 'unavailable zk.shop:2181',
      words: [
        'keepererrorcode = connectionloss',
        'connection timed out for connection string',
        'unable to connect to zookeeper server',
        'while in state: connecting',
        'have not heard from server in',
      ],
      pattern:
        /\bKeeperErrorCode = ConnectionLoss|\bConnection timed out for connection string \((?<address>[\w.:-]{1,300}?)[,/)]|\bUnable to connect to zookeeper server\b|\bTimed out waiting for connection while in state: CONNECTING|\bhave not heard from server in \d/,
      class: 'unavailable',
      also: anyFailure,
      runtime: 'java/zookeeper',
      library: 'zookeeper',
    },
    {
      id: 'registry/nacos',
      source:
        'alibaba/nacos common/remote/client RpcClient, grpc/GrpcClient.serverCheck; client/naming NamingHttpClientProxy.reqApi',
      example: 'Server check fail, please check server nacos.shop ,port 9848 is available , error ={}',
      gives: 'unavailable nacos.shop:9848',
      words: [
        'server check fail, please check server',
        'client not connected, current status',
        'failed to req api:',
        'fail to connect server',
      ],
      pattern:
        /\bServer check fail, please check server (?<host>[^\s,]{1,253}) ?, ?port (?<port>\d{1,5})|\bClient not connected, current status|\bfailed to req API:|\bfail to connect server\b/i,
      class: 'unavailable',
      also: anyFailure,
      runtime: 'java/nacos',
    },
    {
      id: 'registry/eureka-config',
      source:
        'Netflix/eureka RetryableEurekaHttpClient; spring-cloud/spring-cloud-config ConfigServicePropertySourceLocator',
      example: 'com.netflix.discovery.shared.transport.TransportException: Cannot execute request on any known server',
      gives: 'unavailable',
      words: [
        'cannot execute request on any known server',
        'request execution error. endpoint=',
        'timeout exception on url - ',
        'could not locate propertysource',
      ],
      pattern:
        /\bCannot execute request on any known server\b|\bRequest execution error\. endpoint=|\bConnect Timeout Exception on Url - https?:\/\/(?<address>[^\s/?]{1,260})|\bCould not locate PropertySource and the fail fast property is set/,
      class: 'unavailable',
      also: anyFailure,
      runtime: 'java/spring-cloud',
    },
  ],
};
