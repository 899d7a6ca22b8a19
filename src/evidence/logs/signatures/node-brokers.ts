import type { Table } from '../signature.ts';

/** Clients of Kafka for Node. */
export const nodeBrokers: Table = {
  strength: 'exact',
  runtime: 'node',
  signatures: [
    {
      id: 'kafkajs/connection-timeout',
      source: 'tulios/kafkajs src/network/connection.js onTimeout',
      example:
        '{"level":"ERROR","logger":"kafkajs","message":"[Connection] Connection timeout","broker":"kafka-1.shop:9092","clientId":"orders"}',
      gives: 'connect-timeout kafka-1.shop:9092',
      words: ['connection timeout', 'kafkajsconnectionerror'],
      pattern:
        /\[Connection\] Connection timeout\b|\bKafkaJSConnectionError: Connection timeout\b|\bseed broker.{0,80}: Connection timeout\b/,
      class: 'connect-timeout',
      also: ['dns-timeout'],
      runtime: 'node/kafkajs',
      library: 'kafka',
    },
    {
      id: 'kafkajs/connection-error',
      source: 'tulios/kafkajs src/network/connection.js onError',
      example:
        '{"logger":"kafkajs","message":"[Connection] Connection error: Client network socket disconnected before secure TLS connection was established","broker":"kafka:9093"}',
      gives: 'connection-reset kafka:9093',
      words: ['connection error: '],
      pattern:
        /(?:\[Connection\]|\[BrokerPool\]|KafkaJSConnectionError).{0,120}?Connection error: (?!getaddrinfo|connect E|read E)(?<cause>.{1,300})/,
      class: 'cause',
      otherwise: 'unavailable',
      runtime: 'node/kafkajs',
      library: 'kafka',
    },
    {
      id: 'kafkajs/request-timeout',
      source: 'tulios/kafkajs src/errors.js KafkaJSRequestTimeoutError; KafkaJSNumberOfRetriesExceeded',
      example: 'KafkaJSRequestTimeoutError: Request Metadata(key: 3, version: 6) timed out',
      gives: 'read-timeout',
      words: ['kafkajsrequesttimeouterror'],
      pattern: /\bKafkaJSRequestTimeoutError\b/,
      class: 'read-timeout',
      runtime: 'node/kafkajs',
      library: 'kafka',
    },
  ],
};
