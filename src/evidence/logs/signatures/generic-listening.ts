import type { Table } from '../signature.ts';

/**
 * What servers say in words of their own. The lines begin with what they must not hold: a peer (`from 10.0.0.7:51000`),
 * or that something is still to come or has failed.
 */
export const genericListening: Table = {
  strength: 'remark',
  signatures: [
    {
      id: 'listening/url',
      source:
        'the wording of many servers; uvicorn, gunicorn, flask, django, puma, kestrel, quarkus, micronaut, fastify',
      example: 'INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)',
      gives: 'listening :8000',
      words: ['http://', 'https://', 'grpc://', 'tcp://', 'ws://'],
      pattern:
        /^(?!.{0,400}\b(?:connect(?:ing|ed)? to|waiting for (?!connections|requests)|fail\w*|unable|cannot|could not|can't|error|not|retry\w*|from|forward\w*|proxying|upstream)\b).{0,400}?\b(?:listen(?:ing|s)?|serving|running|started|starting|ready|available|accessible|served)\b[^|]{0,100}?(?:https?|grpc|tcp|ws):\/\/(?<host>\[[0-9a-f:%.]{2,60}\]|[\w.-]{1,253})?[*+]?:(?<port>\d{2,5})\b/i,
      class: 'listening',
      targetInGroups: true,
    },
    {
      id: 'listening/port',
      source: 'the wording of many servers; golang net/http programs, express, prometheus, grafana, nats, grpc',
      example: 'Listening on [::]:8080',
      gives: 'listening :8080',
      words: ['listen', 'serving', 'accepting'],
      pattern:
        /^(?!.{0,400}\b(?:connect(?:ing|ed)? to|waiting for (?!connections|requests)|fail\w*|unable|cannot|could not|can't|error|not|retry\w*|from [\d[]|forward\w*|stop\w*|no longer|closed|closing|consum\w*|subscri\w*)\b).{0,400}?\b(?:listen(?:ing|s|er)?|serving|accepting)\b[^|]{0,80}?(?:\b(?:on|at|ports?|(?:bind|listen)?_?address|addr|interface|listening|host)|\(s\)|listen)["']?[:=]?\s?["'`(/]{0,2}(?:(?:tcp[46]?|http|https|grpc|udp):(?:\/\/)?)?(?:(?<host>\[[0-9a-f:%.]{2,60}\]|\d{1,3}(?:\.\d{1,3}){3}|::|[a-z][\w-]{0,62}(?:\.[\w-]{1,63}){0,8})?[*+]?:)?(?<port>\d{2,5})(?![\w%]|[.:/-]\d|,\d{3}| ?(?:ms|seconds?|threads|workers|topics|partitions|queues|events)\b)/i,
      class: 'listening',
      targetInGroups: true,
    },
    {
      id: 'listening/started',
      source: 'the wording of many servers; phoenix, express, spring, ktor, actix, controller-runtime',
      example: 'Server started on port 3000',
      gives: 'listening :3000',
      words: [
        'start',
        'running',
        'ready',
        'bound to',
        'binding to',
        'is up',
        'available',
        'online',
        'live on',
        'live at',
      ],
      pattern:
        /^(?!.{0,400}\b(?:connect(?:ing|ed)? to|waiting for|fail\w*|unable|cannot|could not|can't|error|not|retry\w*|from|forward\w*|proxying|upstream|stop\w*|restart\w*|client|worker|consumer|target|broker|database|cache)\b).{0,400}?\b(?:start(?:ed|ing|s)?|running|ready|bound|binding|up|available|online|live)\b[^|]{0,80}?\b(?:on|at|to|port|(?:bind_?)?address|addr)["']?[:=]?\s?["'`(]{0,2}(?:port:? ?)?(?:(?<host>\[[0-9a-f:%.]{2,60}\]|\d{1,3}(?:\.\d{1,3}){3}|localhost|::)?[*+]?:)?(?<port>(?<=[:]|port:? ?["'`]?)[1-9]\d{1,4}|[1-9]\d{3,4})(?![\w%]|[.:/-]\d|,\d{3}| ?(?:ms|seconds?|threads|workers|topics|partitions|queues|events|MB|MiB|bytes|items|records|rows)\b)/i,
      class: 'listening',
      targetInGroups: true,
    },
    {
      id: 'listening/fields',
      source:
        'structured logs: the port is a field of its own; uber-go/zap, sirupsen/logrus, pinojs/pino, etcd, controller-runtime',
      example: '{"level":"info","msg":"Starting server","addr":":8080"}',
      gives: 'listening :8080',
      words: ['listening', 'starting', 'serving', 'started', 'server'],
      pattern:
        /^(?:Start(?:ing|ed)? (?:\w{1,20} ){0,3}(?:server|listener)|(?:\w{1,20} ){0,3}(?:server|service|listener) (?:is )?(?:listening|started|running|starting|ready)|(?:\w{1,20} ){0,3}(?:listening|serving)(?: \w{1,20}){0,4})\b[^|:]{0,80}$/i,
      class: 'listening',
      within: /^\s{0,20}\{[\s\S]{0,16000}"(?:bind_?)?(?:address|addr|port|listen)"\s{0,3}:/i,
    },
  ],
};
