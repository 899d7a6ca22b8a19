import type { Table } from '../signature.ts';

/** A connection that worked. As remarks they yield to every failure in the same entry. */
export const connected: Table = {
  strength: 'remark',
  signatures: [
    {
      id: 'connected/nc',
      source: 'openbsd nc netcat.c connection_info; ncat; nmap',
      example: 'Connection to db 5432 port [tcp/postgresql] succeeded!',
      gives: 'connected db:5432',
      words: ['succeeded!', ' open'],
      pattern:
        /\bConnection to (?<host>[\w.:-]{1,253})(?: \([\w.:]{2,60}\))? (?<port>\d{1,5}) port \[\w{1,10}\/[\w*-]{1,40}\] succeeded!/,
      class: 'connected',
      targetInGroups: true,
    },
    {
      id: 'connected/nc-traditional',
      source: 'netcat-traditional netcat.c; busybox networking/nc.c',
      example: 'db.shop.svc (10.96.14.2:5432) open',
      gives: 'connected db.shop.svc:5432',
      words: [' open'],
      pattern:
        /(?:^|\s)(?<host>[\w.-]{1,253}) (?:\[[\w.:]{2,60}\] (?<port>\d{1,5}) \([\w-]{1,40}\)|\((?<address>[\w.:[\]]{2,60}:\d{1,5})\)) open$/,
      class: 'connected',
      targetInGroups: true,
    },
    {
      id: 'connected/wait-for',
      source: 'vishnubob/wait-for-it wait-for-it.sh; jwilder/dockerize; postgres pg_isready',
      example: 'wait-for-it: db:5432 is available after 3 seconds',
      gives: 'connected db:5432',
      words: ['is available after', '- accepting connections', 'connected to tcp://'],
      pattern: /(?:^|\s)(?<address>[^\s]{1,253}:\d{1,5}) (?:is available after \d|- accepting connections)/,
      class: 'connected',
      targetInGroups: true,
    },
    {
      id: 'connected/curl',
      source: 'curl lib/connect.c verboseconnect; gnu wget src/connect.c',
      example: '* Connected to orders (10.96.14.2) port 8080 (#0)',
      gives: 'connected orders:8080',
      words: ['connected to'],
      pattern: /\bConnected to (?<host>[\w.:-]{1,253}) \([\w.:]{2,60}\) port (?<port>\d{1,5})\b/,
      class: 'connected',
      targetInGroups: true,
    },
    {
      id: 'connected/to',
      source: 'the wording of many programs; sarama, celery `Connected to`, dockerize, nats, redis clients',
      example: '[INFO/MainProcess] Connected to amqp://app:**@rabbitmq:5672//',
      gives: 'connected rabbitmq:5672',
      words: [
        'connected to',
        'connection established',
        'established connection',
        'connection to',
        'connected with',
        'connected at',
      ],
      pattern:
        /^(?!.{0,400}\b(?:not|never|fail\w*|unable|cannot|could not|couldn't|can't|error|until|if|when|dis-?connected|lost|closed|refused|timed|timeout|retry\w*|waiting|client from)\b).{0,400}?\b(?:connected (?:successfully )?(?:to|with|at)|connection (?:established|opened|succeeded)|(?:established|opened) (?:a )?connection|connection to \S{1,253} (?:established|succeeded|opened|is ok|ok))\b/i,
      class: 'connected',
    },
    {
      id: 'connected/database',
      source: 'the wording of programs with mongoose, sequelize, typeorm, prisma, hikari',
      example: 'MongoDB connected',
      gives: 'connected',
      words: ['connected', 'connection has been established', 'start completed'],
      pattern:
        /^(?!.{0,400}\b(?:not|never|fail\w*|unable|cannot|error|until|dis-?connected|client|user|lost)\b).{0,200}?\b(?:(?:MongoDB|Mongo|Mongoose|Redis|Postgres(?:QL)?|MySQL|MariaDB|Database|DB|Kafka|RabbitMQ|AMQP|NATS|Elasticsearch|Cassandra|Broker|Cache)(?: client| database| db| server)? (?:is |has |successfully )?connected\b|Connection has been established successfully|HikariPool-\d{1,4} - Start completed)/i,
      class: 'connected',
    },
  ],
};
