import type { Table } from '../signature.ts';

/** Envoy, and the meshes and gateways that are built on it, about the upstream. */
export const envoy: Table = {
  strength: 'exact',
  runtime: 'envoy',
  signatures: [
    {
      id: 'envoy/local-reset',
      source: 'envoyproxy/envoy source/common/router/router.cc, source/common/http/utility.cc resetReasonToString',
      example: 'upstream connect error or disconnect/reset before headers. reset reason: connection timeout',
      gives: 'connect-timeout',
      words: [
        'reset reason: connection timeout',
        'upstream_reset_before_response_started{connection_timeout',
        'upstream_reset_before_response_started{connection timeout',
      ],
      pattern: /\breset reason: connection timeout|\bupstream_reset_before_response_started\{connection[_ ]timeout/,
      class: 'connect-timeout',
      also: ['tls-handshake-timeout'],
    },
    {
      id: 'envoy/transport-failure',
      source: 'envoyproxy/envoy source/common/router/router.cc transport failure reason',
      example:
        'upstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure, transport failure reason: delayed connect error: 111',
      gives: 'connection-refused',
      words: ['delayed connect error: ', 'immediate connect error: '],
      pattern: /\b(?:delayed|immediate)[_ ]connect[_ ]error:[ _]?(?<cause>\d{1,5}|[A-Za-z].{1,100})/,
      class: 'cause',
      otherwise: 'unavailable',
    },
    {
      id: 'envoy/reset',
      source: 'envoyproxy/envoy source/common/http/utility.cc resetReasonToString',
      example: 'upstream connect error or disconnect/reset before headers. reset reason: connection termination',
      gives: 'connection-reset',
      words: [
        'reset reason: connection term',
        'reset reason: remote reset',
        '{connection_termination',
        '{remote_reset',
      ],
      pattern:
        /\breset reason: (?:connection termination|remote reset|remote refused stream reset)|\{(?:connection[_ ]termination|remote[_ ]reset)/,
      class: 'connection-reset',
    },
    {
      id: 'envoy/connection-failure',
      source: 'envoyproxy/envoy source/common/http/utility.cc resetReasonToString',
      example: 'upstream connect error or disconnect/reset before headers. reset reason: remote connection failure',
      gives: 'unavailable',
      words: ['connection failure', 'connection_failure', 'upstream connect error or disconnect/reset before headers'],
      pattern:
        /\breset reason: (?:(?:remote|local) )?connection failure|\bupstream_reset_before_response_started\{(?:(?:remote|local)[_ ])?connection[_ ]failure|\bupstream connect error or disconnect\/reset before headers\b/,
      class: 'unavailable',
      also: ['connection-refused', 'no-route', 'tls-handshake-timeout', 'connection-reset', 'connect-timeout'],
    },
    {
      id: 'envoy/no-healthy',
      source: 'envoyproxy/envoy source/common/router/router.cc sendNoHealthyUpstreamResponse',
      example: 'no healthy upstream',
      gives: 'unavailable',
      words: ['no healthy upstream', 'no_healthy_upstream'],
      pattern: /\bno[_ ]healthy[_ ]upstream\b/,
      class: 'unavailable',
      also: ['connect-timeout', 'connection-refused', 'dns-nxdomain', 'dns-timeout'],
    },
    {
      id: 'envoy/timeout',
      source: 'envoyproxy/envoy source/common/router/router.cc onResponseTimeout',
      example: 'upstream request timeout',
      gives: 'read-timeout',
      words: ['upstream request timeout', 'response_timeout', 'upstream_per_try_timeout', 'upstream_response_timeout'],
      pattern: /^(?:\W{0,3})upstream request timeout\b|\b(?:upstream_)?(?:response_timeout|per_try_timeout)\b/,
      class: 'read-timeout',
      also: ['connect-timeout'],
    },
  ],
};
