import { untilAnswered } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** Clients of Ruby: Faraday, pg, Redis, bunny, MongoDB. */
export const rubyClients: Table = {
  strength: 'exact',
  runtime: 'ruby',
  signatures: [
    {
      id: 'faraday/timeout',
      source: 'lostisland/faraday lib/faraday/error.rb TimeoutError, of any adapter',
      example: 'Faraday::TimeoutError: Net::ReadTimeout with #<TCPSocket:(closed)>',
      gives: 'read-timeout',
      words: ['faraday::timeouterror'],
      pattern: /\bFaraday::TimeoutError\b(?!.{0,60}OpenTimeout)/,
      class: 'read-timeout',
      also: ['connect-timeout'],
    },
    {
      id: 'pg/timeout-expired',
      source: 'ged/ruby-pg ext/pg_connection.c PG::ConnectionBad; libpq pqConnectDBComplete',
      example: 'PG::ConnectionBad: connection to server at "db" (10.0.0.7), port 5432 failed: timeout expired',
      gives: 'connect-timeout db:5432',
      words: ['timeout expired'],
      pattern:
        /\bPG::ConnectionBad: (?:connection to server at "(?<host>[^"]{1,253})"(?: \([^)]{1,80}\))?, port (?<port>\d{1,5}) failed: )?timeout expired/,
      class: 'connect-timeout',
      also: ['read-timeout'],
      runtime: 'ruby/pg',
      library: 'postgres',
    },
    {
      id: 'pg/connection-bad',
      source: 'ged/ruby-pg ext/pg_connection.c PG::ConnectionBad; libpq',
      example: 'PG::ConnectionBad: could not connect to server: Connection timed out',
      gives: 'connect-timeout',
      words: ['pg::connectionbad'],
      pattern:
        /\bPG::ConnectionBad: (?:connection to server at "(?<host>[^"]{1,253})"(?: \([^)]{1,80}\))?, port (?<port>\d{1,5}) failed|could not connect to server): (?!FATAL|ERROR|Cannot assign|Address not available|timeout expired)(?<cause>[^"]{1,120})/,
      class: 'cause',
      runtime: 'ruby/pg',
      library: 'postgres',
    },
    {
      id: 'redis-rb/cannot-connect',
      source: 'redis/redis-rb 4.x lib/redis/client.rb establish_connection CannotConnectError',
      example: 'Error connecting to Redis on redis:6379 (Errno::ECONNREFUSED) (Redis::CannotConnectError)',
      gives: 'connection-refused redis:6379',
      words: ['error connecting to redis on'],
      pattern: /\bError connecting to Redis on (?<address>[^\s()]{1,260}:\d{1,5}) \((?<cause>[^)]{1,100})/,
      class: 'cause',
      otherwise: 'unavailable',
      runtime: 'ruby/redis-rb',
      library: 'redis',
    },
    {
      id: 'redis-rb/timeout',
      source:
        'redis/redis-rb 4.x lib/redis/connection/ruby.rb; redis-client lib/redis_client/ruby_connection.rb ReadTimeoutError',
      example: 'Waited 1.0 seconds (redis://redis:6379/0) (RedisClient::ReadTimeoutError)',
      gives: 'read-timeout redis:6379',
      words: ['redisclient::readtimeout', 'redisclient::writetimeout', 'redis::timeouterror'],
      pattern:
        /\bRedisClient::(?:Read|Write)TimeoutError\b|(?<!CannotConnectError.{0,120})\bRedis::TimeoutError\b(?!.{0,40}CannotConnectError)/,
      class: 'read-timeout',
      runtime: 'ruby/redis-client',
      library: 'redis',
    },
    {
      id: 'redis-client/cannot-connect',
      source:
        'redis-rb/redis-client lib/redis_client/ruby_connection.rb connect; lib/redis_client.rb CannotConnectError',
      example:
        'Connection refused - connect(2) for 10.0.0.7:6379 (redis://redis:6379) (RedisClient::CannotConnectError)',
      gives: 'connection-refused redis:6379',
      words: ['cannotconnecterror'],
      pattern:
        / \((?=rediss?:\/\/)(?<=(?<cause>[A-Z][^"()]{3,160}(?:\(2\)[^"()]{0,160})?) \()rediss?:\/\/(?:[^\s@)]{0,200}@)?(?<address>[^\s/()]{1,260})(?:\/[^\s)]{0,60})?\).{0,40}CannotConnectError/,
      class: 'cause',
      runtime: 'ruby/redis-client',
      library: 'redis',
    },
    {
      id: 'bunny/tcp-connection-failed',
      source: 'ruby-amqp/bunny lib/bunny/exceptions.rb TCPConnectionFailedForAllHosts, TCPConnectionFailed',
      example:
        'Could not establish TCP connection to any of the configured hosts (Bunny::TCPConnectionFailedForAllHosts)',
      gives: 'unavailable',
      words: ['could not establish tcp connection to'],
      pattern:
        /\bCould not establish TCP connection to (?:any of the configured hosts|(?<address>[^\s():]{1,253}:\d{1,5})(?!: \S))/,
      class: 'unavailable',
      also: untilAnswered,
      runtime: 'ruby/bunny',
      library: 'amqp',
    },
    {
      id: 'bunny/tcp-connection-failed-cause',
      source: 'ruby-amqp/bunny lib/bunny/exceptions.rb TCPConnectionFailed#initialize',
      example: 'Could not establish TCP connection to rabbitmq:5672: Connection refused - connect(2) for 10.0.0.7:5672',
      gives: 'connection-refused rabbitmq:5672',
      words: ['could not establish tcp connection to'],
      pattern: /\bCould not establish TCP connection to (?<address>[^\s():]{1,253}:\d{1,5}): (?<cause>[^"]{1,160})/,
      class: 'cause',
      runtime: 'ruby/bunny',
      library: 'amqp',
    },
    {
      id: 'mongo-ruby/no-server',
      source: 'mongodb/mongo-ruby-driver lib/mongo/error/no_server_available.rb',
      example:
        'No primary server is available in cluster: #<Cluster topology=Unknown[mongo:27017] servers=[#<Server address=mongo:27017 UNKNOWN>]> with timeout=30 (Mongo::Error::NoServerAvailable)',
      gives: 'unavailable mongo:27017',
      words: ['server is available', 'server is available in cluster', 'mongo::error::noserveravailable'],
      pattern:
        /\bNo (?:\w{1,20} )?server is available\b.{0,40}(?:cluster|topology|matching)|\bMongo::Error::NoServerAvailable\b/,
      class: 'unavailable',
      also: untilAnswered,
      runtime: 'ruby/mongo',
      library: 'mongodb',
    },
  ],
};
