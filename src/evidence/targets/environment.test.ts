import { describe, expect, test } from 'vitest';
import { environment, found } from './configuration.test-support.ts';
import { type ContainerVariable, hiddenTargets, targetsOf } from './index.ts';

describe('pairs of variables', () => {
  test('the source names both', () => {
    expect(targetsOf(environment('DB_HOST=postgres.data.svc.cluster.local', 'DB_PORT=5432'))).toEqual([
      {
        host: 'postgres.data.svc.cluster.local',
        port: 5432,
        source: 'env DB_HOST, DB_PORT',
        rank: 10,
        reason: 'DB_HOST and DB_PORT name it',
        portAssumed: false,
      },
    ]);
  });

  test.each([
    [['PGHOST=db', 'PGPORT=5433'], ['db:5433']],
    [['DBHOST=db', 'DBPORT=1'], ['db:1']],
    [['DB_HOST_REPLICA=db', 'DB_PORT_REPLICA=7', 'DB_PORT=8'], ['db:7']],
    [['DB_HOST_REPLICA=db', 'DB_PORT=8'], ['db:8']],
    [['MYSQL_HOST=db', 'MYSQL_TCP_PORT=3307'], ['db:3307']],
    [['MAIL_SERVER=mail', 'MAIL_SERVER_PORT=2525'], ['mail:2525']],
    [['RABBITMQ_HOST=mq', 'RABBITMQ_AMQP_PORT=5673'], ['mq:5673']],
    [
      ['ES_HOSTS=a,b:9201', 'ES_PORT=9300'],
      ['a:9300', 'b:9201'],
    ],
    [['APP_HOST=api', 'APP_METRICS_PORT=9100'], ['api']],
    [['DB_TYPE=mysql', 'DB_HOST=db'], ['db~3306']],
    [['API_SCHEME=https', 'API_HOST=api'], ['api~443']],
    [['LOG_HOST=logs', 'LOG_PORT=514', 'LOG_PROTOCOL=udp'], ['logs:514/UDP']],
    [['DB_HOST=db:6000', 'DB_PORT=7000'], ['db:6000']],
    [['DB_HOST="db"', "DB_PORT='5432'"], ['db:5432']],
  ])('%j', (variables, targets) => {
    expect(found(environment(...variables))).toEqual(targets);
  });
});

describe('one variable', () => {
  test.each([
    ['KAFKA_BROKERS=a:9092,b:9092', ['a:9092', 'b:9092']],
    ['KAFKA_BOOTSTRAP_SERVERS=a, b', ['a~9092', 'b~9092']],
    ['ZOOKEEPER_CONNECT=zk1:2181,zk2:2181/kafka', ['zk1:2181', 'zk2:2181']],
    ['KAFKA_ZOOKEEPER_CONNECT=zk.data', ['zk.data~2181']],
    ['ELASTICSEARCH_HOSTS=["http://a:9200","b:9201"]', ['a:9200', 'b:9201']],
    ['REDIS_NODES=r1:6379 r2:6379', ['r1:6379', 'r2:6379']],
    ['CASSANDRA_CONTACT_POINTS=c1,c2.data', ['c2.data~9042']],
    ['KAFKA_CONTROLLER_QUORUM_VOTERS=0@k0.kafka:9093,1@k1.kafka:9093', ['k0.kafka:9093', 'k1.kafka:9093']],
    ['NTP_SERVER=time.corp', ['time.corp~123/UDP']],
    ['PAYMENT_SERVICE=payments:8080', ['payments:8080']],
    ['CACHE=redis://cache', ['cache~6379']],
    ['EMAIL_SERVICE_ADDR=emailservice:5000', ['emailservice:5000']],
    ['SHIPPING_SERVICE_ADDR2=shipping:50051', ['shipping:50051']],
    ['UPSTREAM=10.0.0.7:9000', ['10.0.0.7:9000']],
    ['DB_HOST=[FD00::1]', ['[fd00::1]']],
    ['DB_ADDR=[fd00::1]:5432', ['[fd00::1]:5432']],
    ['DB_HOST=postgres-primary-0.postgres', ['postgres-primary-0.postgres~5432']],
    ['DB_ADDR=user:hunter2@db:5432/app', ['db:5432']],
    ['HTTPS_PROXY=http://proxy:3128', ['proxy:3128']],
    ['KUBERNETES_SERVICE_HOST=api.internal', ['api.internal']],
    ['JAVA_TOOL_OPTIONS=-Xmx1g -Ddb.host=db -Ddb.port=15', ['db:15']],
    ['APP_CONFIG={"db":{"host":"db","port":17}}', ['db:17']],
    ['PHX_SETTINGS=db:\n  host: db\n  port: 18\n', ['db:18']],
  ])('%s', (variable, targets) => {
    expect(found(environment(variable))).toEqual(targets);
  });

  test.each([
    ['HOST=0.0.0.0', 'PORT=8080'],
    ['HOST=::', 'PORT=8080'],
    ['PORT=8080'],
    ['LISTEN_ADDR=10.1.2.3:80'],
    ['BIND_ADDRESS=10.1.2.3', 'BIND_PORT=80'],
    ['HTTP_LISTEN=10.1.2.3:80'],
    ['ADDR=:8080'],
    ['SERVER_PORT=8080'],
    ['KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://k.kafka:9092'],
    ['POD_IP=10.1.2.3'],
    ['HOSTNAME=web-0'],
    ['ALLOWED_HOSTS=shop.internal'],
    ['NO_PROXY=10.0.0.0/8,.svc'],
    ['OAUTH_REDIRECT_URI=https://shop.internal/back'],
    ['IMAGE=registry:5000/team/app'],
    ['SIDECAR=postgres:15'],
    ['VERSION=1.2.3'],
    ['START_TIME=12:30'],
    ['SERVER=production'],
    ['IP=autodetect'],
    ['PREFERRED_ADDRESS_TYPES=InternalIP,Hostname'],
    ['ENABLED_SERVICES=auth,billing'],
    ['CONFIG_SERVER=/etc/app/server.yaml'],
    ['DATA_NODE=C:\\data'],
    ['REPLY_ADDRESS=shop@mail.internal'],
    ['STREET_ADDRESS=12 Main Street'],
    ['WALLET_ADDRESS=0x52908400098527886E0F7030069857D2E4169EE7'],
    ['DB_PASSWORD=admin:5432'],
    ['API_TOKEN=http://abc:80'],
    ['BASIC=admin:12345'],
    ['DB_HOST=$(UNKNOWN)'],
    ['DB_HOST=<host>'],
    ['DB_HOST='],
    ['LOG_LEVEL=info'],
  ])('%s is no target', (...variables) => {
    expect(found(environment(...variables))).toEqual([]);
  });

  test('$(VAR) is resolved from the variables before it', () => {
    expect(found(environment('H=db.data', 'P=1', 'DB_URL=http://$(H):$(P)/'))).toEqual(['db.data:1']);
    expect(found(environment('DB_URL=http://$(H):$(P)/', 'H=db', 'P=1'))).toEqual([]);
    expect(found(environment('H=db', 'DB_URL=http://$$(H)/'))).toEqual([]);
  });

  test('a chain of references that doubles at each link ends', () => {
    const chain = Array.from({ length: 64 }, (_, index) => `V${index + 1}=$(V${index})$(V${index})`);
    expect(found(environment('V0=aaaaaaaa ', ...chain))).toEqual([]);
  });
});

describe('service links', () => {
  const links = [
    'REDIS_PORT=tcp://10.96.0.4:6379',
    'REDIS_SERVICE_HOST=10.96.0.4',
    'REDIS_SERVICE_PORT=6379',
    'REDIS_SERVICE_PORT_CLIENT=6379',
    'REDIS_PORT_6379_TCP=tcp://10.96.0.4:6379',
    'REDIS_PORT_6379_TCP_ADDR=10.96.0.4',
    'REDIS_PORT_6379_TCP_PROTO=tcp',
  ];

  test('are one target each, behind what the container was told', () => {
    expect(targetsOf(environment(...links, 'QUEUE_URL=amqp://redacted:1'))).toMatchObject([
      { host: 'redacted', port: 1 },
      { host: '10.96.0.4', port: 6379, rank: 70 },
    ]);
  });

  test('a name was written by a person', () => {
    expect(targetsOf(environment('DB_SERVICE_HOST=db.data', 'DB_SERVICE_PORT=77'))).toMatchObject([
      { host: 'db.data', port: 77, rank: 10 },
    ]);
  });
});

describe('hidden targets', () => {
  const hidden = (...variables: readonly ContainerVariable[]) =>
    hiddenTargets({ ...environment(), environment: variables }).map(({ name }) => name);
  const from = 'secret db/credentials';

  test('are named', () => {
    expect(hiddenTargets({ ...environment(), environment: [{ name: 'DATABASE_URL', from }] })).toEqual([
      { name: 'DATABASE_URL', from },
    ]);
    expect(
      hidden({ name: 'DB_HOST', from }, { name: 'MONGODB_CONNECTION_STRING', from }, { name: 'PGHOST', from }),
    ).toEqual(['DB_HOST', 'MONGODB_CONNECTION_STRING', 'PGHOST']);
  });

  test('are not read, even where the value is at hand', () => {
    const variables = [{ name: 'DB_HOST', value: 'db.data', from }];
    expect(targetsOf({ ...environment(), environment: variables })).toEqual([]);
    expect(hidden(...variables)).toEqual(['DB_HOST']);
  });

  test('are none of other secrets, of known values, of fields of the pod', () => {
    expect(hidden({ name: 'DB_PASSWORD', from }, { name: 'DB_PASS', from }, { name: 'API_TOKEN', from })).toEqual([]);
    expect(hidden({ name: 'STORAGE_BACKEND', from }, { name: 'DB_PORT', from })).toEqual([]);
    expect(hidden({ name: 'DB_HOST', value: 'db', from: 'configmap app/config' })).toEqual([]);
    expect(hidden({ name: 'MY_HOST', from: 'fieldRef status.hostIP' }, { name: 'POD_IP', from })).toEqual([]);
  });
});
