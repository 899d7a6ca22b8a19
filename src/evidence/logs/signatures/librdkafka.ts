import { anyFailure } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** librdkafka and its bindings: kcat, confluent-kafka, rust-rdkafka, node-rdkafka. */
export const librdkafka: Table = {
  strength: 'exact',
  signatures: [
    {
      id: 'librdkafka/setup-connect',
      source: 'confluentinc/librdkafka src/rdkafka_broker.c rd_kafka_broker_connect_timeout_cb',
      example:
        '%4|1795337228.365|FAIL|rdkafka#producer-1| [thrd:10.244.2.7:7001/bootstrap]: 10.244.2.7:7001/bootstrap: Connection setup timed out in state CONNECT (after 4104ms in state CONNECT)',
      gives: 'connect-timeout 10.244.2.7:7001',
      words: ['setup timed out in state connect', 'setup timed out in state try_connect'],
      pattern:
        /(?:(?<![\w.%-])(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253}):\d{1,5})\/[\w-]{1,20}: )?Connection setup timed out in state (?:TRY_)?CONNECT\b/,
      class: 'connect-timeout',
      also: ['dns-timeout'],
    },
    {
      id: 'librdkafka/setup-tls',
      source: 'confluentinc/librdkafka src/rdkafka_broker.c rd_kafka_broker_connect_timeout_cb',
      example:
        '%4|1795337228.365|FAIL|rdkafka#producer-1| [thrd:ssl://kafka:9093/bootstrap]: ssl://kafka:9093/bootstrap: Connection setup timed out in state SSL_HANDSHAKE (after 30024ms in state SSL_HANDSHAKE)',
      gives: 'tls-handshake-timeout kafka:9093',
      words: ['timed out in state ssl_handshake'],
      pattern:
        /(?:(?<![\w.%-])(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253}):\d{1,5})\/[\w-]{1,20}: )?Connection setup timed out in state SSL_HANDSHAKE\b/,
      class: 'tls-handshake-timeout',
    },
    {
      id: 'librdkafka/setup-later',
      source: 'confluentinc/librdkafka src/rdkafka_broker.c rd_kafka_broker_connect_timeout_cb',
      example:
        '%4|1795337229.017|FAIL|rdkafka#producer-1| [thrd:10.244.2.7:8002/bootstrap]: 10.244.2.7:8002/bootstrap: Connection setup timed out in state APIVERSION_QUERY (after 4171ms in state APIVERSION_QUERY)',
      gives: 'read-timeout 10.244.2.7:8002',
      words: ['timed out in state a'],
      pattern:
        /(?:(?<![\w.%-])(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253}):\d{1,5})\/[\w-]{1,20}: )?Connection setup timed out in state A\w{3,20}/,
      class: 'read-timeout',
    },
    {
      id: 'librdkafka/api-version',
      source: 'confluentinc/librdkafka src/rdkafka_broker.c rd_kafka_broker_handle_ApiVersion',
      example:
        '%3|1699|FAIL|rdkafka#producer-1| [thrd:kafka:9092/bootstrap]: kafka:9092/bootstrap: ApiVersionRequest failed: Local: Timed out: probably due to broker version < 0.10',
      gives: 'read-timeout kafka:9092',
      words: ['apiversionrequest failed'],
      pattern:
        /(?:(?<![\w.%-])(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253}):\d{1,5})\/[\w-]{1,20}: )?ApiVersionRequest failed: (?<cause>[^:]{1,40}(?:: [^:]{1,40})?)/,
      class: 'cause',
      otherwise: 'connection-reset',
      timeout: 'read-timeout',
    },
    {
      id: 'librdkafka/request-timed-out',
      source: 'confluentinc/librdkafka src/rdkafka_broker.c rd_kafka_broker_timeout_scan',
      example:
        '%5|1699|REQTMOUT|rdkafka#consumer-1| [thrd:kafka:9092/bootstrap]: kafka:9092/bootstrap: Timed out MetadataRequest in flight (after 60527ms, timeout #0)',
      gives: 'read-timeout kafka:9092',
      words: ['request in flight', 'in-flight,', 'reqtmout'],
      pattern:
        /(?<![\w.%-])(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253}):\d{1,5})\/[\w-]{1,20}: (?:Timed out (?:\w{1,40} )?(?:in flight|\d{1,9} in-flight)|\d{1,9} request\(s\) timed out)/,
      class: 'read-timeout',
    },
    {
      id: 'librdkafka/connect',
      source: 'confluentinc/librdkafka src/rdkafka_broker.c rd_kafka_broker_connect_done; src/rdkafka_transport.c',
      example:
        '%3|1618|FAIL|rdkafka#producer-1| [thrd:kafka:9092/bootstrap]: kafka:9092/bootstrap: Connect to ipv4#10.0.0.7:9092 failed: Connection refused (after 1ms in state CONNECT)',
      gives: 'connection-refused kafka:9092',
      words: ['connect to ipv'],
      pattern:
        /(?:(?<![\w.%-])(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253}):\d{1,5})\/[\w-]{1,20}: )?Connect to ipv[46]#\S{3,64} failed: (?<cause>[^"]{1,80})/,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'librdkafka/connect-0.8',
      source: 'confluentinc/librdkafka 0.8 rdkafka_broker.c rd_kafka_broker_connect',
      example:
        '%3|1418300191.571|FAIL|rdkafka#producer-0| localhost:9092/bootstrap: Failed to connect to broker at [localhost]:9092: Connection refused',
      gives: 'connection-refused localhost:9092',
      words: ['failed to connect to broker at '],
      pattern: /\bFailed to connect to broker at \[?(?<host>[\w.:-]{1,253}?)\]?:(?<port>\d{1,5}): (?<cause>[^"]{1,80})/,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'librdkafka/resolve',
      source: 'confluentinc/librdkafka src/rdkafka_broker.c rd_kafka_broker_resolve',
      example:
        "%3|1618|FAIL|rdkafka#producer-1| [thrd:kafka:9092/bootstrap]: kafka:9092/bootstrap: Failed to resolve 'kafka:9092': Temporary failure in name resolution (after 10021ms in state CONNECT)",
      gives: 'dns-timeout kafka:9092',
      words: ["failed to resolve '"],
      pattern: /\bFailed to resolve '(?<address>[^'\s]{1,260})': (?<cause>[^"]{1,80})/,
      class: 'cause',
      otherwise: 'dns-nxdomain',
      timeout: 'dns-timeout',
    },
    {
      id: 'librdkafka/disconnected',
      source: 'confluentinc/librdkafka src/rdkafka_broker.c, src/rdkafka_transport.c',
      example:
        '%3|1618|FAIL|rdkafka#consumer-1| [thrd:kafka:9092/bootstrap]: kafka:9092/bootstrap: Disconnected while requesting ApiVersion: might be caused by incorrect security.protocol configuration',
      gives: 'connection-reset kafka:9092',
      words: [': disconnected', ': receive failed: ', ': send failed: '],
      pattern:
        /(?<![\w.%-])(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253}):\d{1,5})\/[\w-]{1,20}: (?:Disconnected\b|(?:Receive|Send) failed: )/,
      class: 'connection-reset',
    },
    {
      id: 'librdkafka/ssl-handshake',
      source: 'confluentinc/librdkafka src/rdkafka_ssl.c rd_kafka_transport_ssl_handshake',
      example:
        '%3|1618|FAIL|rdkafka#producer-1| [thrd:ssl://kafka:9093/bootstrap]: ssl://kafka:9093/bootstrap: SSL handshake failed: Disconnected: connecting to a PLAINTEXT broker listener?',
      gives: 'connection-reset kafka:9093',
      words: [
        'ssl handshake failed: disconnected',
        'ssl handshake failed: ssl transport error',
        'ssl handshake failed: ssl syscall',
      ],
      pattern:
        /(?<![\w.%-])(?<address>(?:\[[\w.:%]{2,64}\]|[\w.%-]{1,253}):\d{1,5})\/[\w-]{1,20}: SSL handshake failed: (?:Disconnected|SSL transport error|SSL syscall)/,
      class: 'connection-reset',
    },
    {
      id: 'librdkafka/resolve-code',
      source: 'confluentinc/librdkafka src/rdkafka.c rd_kafka_err_descs RESOLVE',
      example: 'KafkaError{code=_RESOLVE,val=-193,str="Local: Host resolution failure"}',
      gives: 'dns-nxdomain',
      words: ['host resolution failure'],
      pattern: /\bHost resolution failure\b/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
    },
    {
      id: 'librdkafka/transport',
      source: 'confluentinc/librdkafka src/rdkafka.c rd_kafka_err_descs TRANSPORT, ALL_BROKERS_DOWN; edenhill/kcat',
      example:
        '% ERROR: Failed to acquire metadata: Local: Broker transport failure (Are the brokers reachable? Also try increasing the metadata timeout with -m <timeout>?)',
      gives: 'unavailable',
      words: [
        'broker transport failure',
        'brokers are down',
        'all_brokers_down',
        '_transport,',
        'brokertransportfailure',
        'allbrokersdown',
      ],
      pattern:
        /\bBroker transport failure\b|\b(?:All broker connections are down|\d{1,5}\/\d{1,5} brokers are down)|\b_ALL_BROKERS_DOWN\b|\bcode=_TRANSPORT\b|\bBrokerTransportFailure\b|\bAllBrokersDown\b/,
      class: 'unavailable',
      also: [...anyFailure, 'tls-handshake-timeout'],
    },
    {
      id: 'librdkafka/timed-out',
      source: 'confluentinc/librdkafka src/rdkafka.c rd_kafka_err_descs TIMED_OUT, MSG_TIMED_OUT',
      example: 'KafkaError{code=_TIMED_OUT,val=-185,str="Failed to get metadata: Local: Timed out"}',
      gives: 'unavailable',
      words: ['local: timed out', 'local: message timed out', '_timed_out', 'operationtimedout', 'messagetimedout'],
      pattern:
        /\bLocal: (?:Message t|T)imed out\b|\bcode=_(?:MSG_)?TIMED_OUT\b|\b(?:Operation|Message)TimedOut \(Local/,
      class: 'unavailable',
      also: anyFailure,
    },
  ],
};
