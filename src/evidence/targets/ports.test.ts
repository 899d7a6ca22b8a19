import { expect, test } from 'vitest';
import { defaultPort } from './index.ts';

test.each([
  ['postgres', 5432],
  ['postgresql+psycopg2', 5432],
  ['pg', 5432],
  ['jdbc:mysql', 3306],
  ['mysql2', 3306],
  ['Redis', 6379],
  ['ioredis', 6379],
  ['mongodb+srv', 27017],
  ['kafkajs', 9092],
  ['amqp', 5672],
  ['amqps', 5671],
  ['rabbitmq', 5672],
  ['etcd', 2379],
  ['http', 80],
  ['https', 443],
  ['opensearch', 9200],
  ['memcached', 11211],
  ['nats', 4222],
  ['cassandra', 9042],
  ['zookeeper', 2181],
  ['vault', 8200],
  ['consul', 8500],
  ['ldap', 389],
  ['smtp', 25],
  ['submission', 587],
  ['constructor', undefined],
  ['', undefined],
])('%s has %s', (name, port) => {
  expect(defaultPort(name)).toBe(port);
});
