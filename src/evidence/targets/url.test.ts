import { describe, expect, test } from 'vitest';
import { environment, found } from './configuration.test-support.ts';
import { targetsOf } from './index.ts';

describe('URLs', () => {
  test('a digit before a slash in a password is no port', () => {
    expect(found(environment('AMQP_URL=amqp://guest:12/34@mq:5672/vhost'))).toEqual(['mq:5672']);
  });

  test('an @ in a path or a query is no end of credentials', () => {
    expect(found(environment('REGISTRY_URL=https://npm.internal/@scope/name'))).toEqual(['npm.internal~443']);
    expect(found(environment('DB_URL=postgres://pg:6000/app?user=me@server'))).toEqual(['pg:6000']);
  });

  test('one URL may have several hosts', () => {
    expect(found(environment('MONGODB_URI=mongodb://u:p@a:1,b:2,c/app?replicaSet=rs'))).toEqual([
      'a:1',
      'b:2',
      'c~27017',
    ]);
    expect(found(environment('SENTINELS=redis-sentinel://a:26379,b/mymaster'))).toEqual(['a:26379', 'b~26379']);
  });

  test('a list may repeat the scheme', () => {
    expect(found(environment('ETCD_ENDPOINTS=https://a:2379,https://b:2379'))).toEqual(['a:2379', 'b:2379']);
    expect(found(environment('INITIAL_CLUSTER=x=http://a:2380,y=http://b:2380'))).toEqual(['a:2380', 'b:2380']);
  });

  test('the port of a scheme is marked as assumed', () => {
    expect(targetsOf(environment('DATABASE_URL=postgres://db/app'))).toMatchObject([
      {
        host: 'db',
        port: 5432,
        scheme: 'postgres',
        portAssumed: true,
        reason: 'DATABASE_URL names it; 5432 is the default port of postgres',
      },
    ]);
    expect(found(environment('MONGO_URL=mongodb+srv://u:p@c0.abc.mongodb.net/x'))).toEqual([
      'c0.abc.mongodb.net~27017',
    ]);
  });

  test('a protocol in place of a scheme is the protocol', () => {
    expect(targetsOf(environment('QUEUE_URL=tcp://mq:61616'))).toMatchObject([{ port: 61_616, protocol: 'TCP' }]);
    expect(found(environment('STATS_URL=udp://stats:8125'))).toEqual(['stats:8125/UDP']);
  });

  test.each([
    ['GRPC_TARGET=dns:///api.shop:50051', ['api.shop:50051']],
    ['MASTER=k8s://https://10.0.0.1:6443', ['10.0.0.1:6443']],
    ['DATABASE_URL=postgresql:///app?host=pg.data&port=5433', ['pg.data:5433']],
    ['DATABASE_URL=postgresql:///app?host=/var/run/postgresql', []],
    ['API_URL=HTTP://API.Shop.SVC.:8080', ['api.shop.svc:8080']],
    ['FILE_URL=file://etc/config', []],
    ['SOCKET=unix://var/run/docker.sock', []],
    ['BUCKET_URL=s3://my-bucket/key', []],
    ['SQLITE_URL=sqlite:///app.db', []],
    ['API_URL=http://:8080', []],
    ['API_URL=http://$(UNKNOWN):80', []],
    ['API_URL=http://bad_port:99999', []],
  ])('%s', (variable, targets) => {
    expect(found(environment(variable))).toEqual(targets);
  });
});
