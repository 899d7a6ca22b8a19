/** Port, and the schemes, drivers, libraries and products that use it unless told otherwise. */
const defaults: readonly (readonly [port: number, words: string])[] = [
  [
    5432,
    'postgres postgresql postgis pg pgsql psycopg psycopg2 psycopg3 asyncpg pgx libpq pgjdbc npgsql timescaledb timescale',
  ],
  [6432, 'pgbouncer'],
  [3306, 'mysql mysql2 mysqli mariadb pymysql mysqlclient percona vitess'],
  [1433, 'sqlserver mssql sqlsrv tedious pymssql jtds'],
  [1521, 'oracle ojdbc oracledb cx_oracle'],
  [50000, 'db2'],
  [26257, 'cockroach cockroachdb'],
  [6379, 'redis rediss ioredis jedis lettuce valkey valkeys keydb dragonfly redisson'],
  [26379, 'sentinel redis-sentinel rediss-sentinel'],
  [27017, 'mongo mongodb mongoose pymongo documentdb ferretdb'],
  [9092, 'kafka kafkajs librdkafka redpanda sarama'],
  [2181, 'zookeeper zk'],
  [5672, 'amqp amqplib rabbit rabbitmq pika bunny'],
  [5671, 'amqps'],
  [61616, 'activemq artemis openwire'],
  [61613, 'stomp'],
  [4222, 'nats'],
  [1883, 'mqtt mosquitto'],
  [8883, 'mqtts'],
  [6650, 'pulsar'],
  [2379, 'etcd etcdctl'],
  [8200, 'vault'],
  [8500, 'consul'],
  [4646, 'nomad'],
  [9200, 'elasticsearch elastic opensearch es'],
  [8983, 'solr'],
  [7700, 'meilisearch'],
  [8108, 'typesense'],
  [6333, 'qdrant'],
  [19530, 'milvus'],
  [11211, 'memcached memcache pymemcache'],
  [9042, 'cassandra cql scylla scylladb'],
  [8123, 'clickhouse ch'],
  [8086, 'influxdb influx'],
  [7687, 'neo4j bolt'],
  [8529, 'arangodb'],
  [5984, 'couchdb'],
  [28015, 'rethinkdb'],
  [5701, 'hazelcast'],
  [9000, 'minio'],
  [389, 'ldap'],
  [636, 'ldaps'],
  [88, 'kerberos'],
  [25, 'smtp'],
  [465, 'smtps'],
  [587, 'submission'],
  [110, 'pop3'],
  [143, 'imap'],
  [993, 'imaps'],
  [21, 'ftp'],
  [22, 'ssh sftp scp git+ssh'],
  [80, 'http ws'],
  [443, 'https wss sb'],
  [53, 'dns'],
  [123, 'ntp'],
  [514, 'syslog'],
  [8125, 'statsd dogstatsd'],
  [24224, 'fluentd fluent fluentbit'],
  [4317, 'otlp'],
  [9411, 'zipkin'],
  [6831, 'jaeger'],
  [3100, 'loki'],
  [9090, 'prometheus'],
  [9091, 'pushgateway'],
  [7233, 'temporal'],
  [8081, 'schemaregistry'],
  [1080, 'socks socks5 socks5h'],
  [3389, 'rdp'],
  [554, 'rtsp'],
  [5060, 'sip'],
  [9418, 'git'],
  [2049, 'nfs'],
  [445, 'smb cifs'],
];

const portOfWord = new Map(defaults.flatMap(([port, words]) => words.split(' ').map((word) => [word, port] as const)));
const defaultPorts = new Set(portOfWord.values());
const wellKnown = new Set([...defaultPorts, 3000, 4318, 5000, 6443, 8000, 8008, 8080, 8090, 8443, 8888, 9443, 50051]);
const datagrams = new Set(['udp', 'udp4', 'udp6', 'statsd', 'dogstatsd', 'ntp', 'syslog', 'jaeger']);

/**
 * The port of a URL's scheme, a driver, a library or a product: `postgresql+psycopg2` and `pg` have 5432.
 * `mongodb+srv` has MongoDB's, although a SRV record may say otherwise.
 */
export function defaultPort(schemeOrLibrary: string): number | undefined {
  const word = schemeOrLibrary.trim().toLowerCase();
  if (word.length > 64) return undefined;
  const whole = portOfWord.get(word) ?? portOfWord.get(word.replace(/\d+$/, ''));
  if (whole !== undefined) return whole;
  for (const part of word.split(/[+:]/)) {
    const port = portOfWord.get(part);
    if (port !== undefined) return port;
  }
  return undefined;
}

/** One that a program is known to listen on, which the tag of an image or a count hardly is. */
export function isWellKnownPort(port: number): boolean {
  return wellKnown.has(port);
}

/** The default port of something. */
export function isDefaultPort(port: number): boolean {
  return defaultPorts.has(port);
}

/** Whether that scheme or product speaks UDP unless told otherwise. */
export function isDatagram(scheme: string): boolean {
  return scheme.split('+').some((part) => datagrams.has(part));
}

/** The last of these words that has a default port: `KAFKA_ZOOKEEPER_CONNECT` is about ZooKeeper. */
export function driverOf(words: readonly string[]): string | undefined {
  return words.findLast((word) => defaultPort(word) !== undefined);
}

const qualifiers = new Set(
  'primary replica replicas master slave leader main headless rw ro r read write svc service db database cluster server node broker ha shared internal prod dev staging test app'.split(
    ' ',
  ),
);

/** The driver that a Service is called after: `postgres`, `redis-master-0`, but not `kafka-ui`. */
export function driverOfHost(host: string): string | undefined {
  const words = (host.split('.')[0] ?? '').split(/[-_]/);
  const own = words.filter((word) => !qualifiers.has(word) && !/^\d+$/.test(word));
  const driver = own.length === 1 ? own[0] : undefined;
  return driver !== undefined && defaultPort(driver) !== undefined ? driver : undefined;
}
