import { untilConnected, untilConnectedOrReset } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** What programs say in words of their own. Each needs a verb that says that it failed, most a host and a port. */
export const genericFailures: Table = {
  strength: 'words',
  signatures: [
    {
      id: 'generic/dns-timeout',
      source: 'the wording of many programs',
      example: 'DNS lookup for orders.shop.svc timed out',
      gives: 'dns-timeout orders.shop.svc',
      words: ['dns', 'resol', 'lookup'],
      pattern:
        /\b(?:dns|resol(?:ve|ving|ution)|lookup)\b[^|]{0,60}?(?:(?:of|for|host|hostname|name) ["'`]?(?<host>[A-Za-z0-9_][\w.-]{0,252})["'`]?[^|]{0,40}?)?\b(?:timed[ -]?out|timeout)\b/i,
      class: 'dns-timeout',
    },
    {
      id: 'generic/tls-handshake-timeout',
      source: 'the wording of many programs',
      example: 'TLS handshake with vault:8200 timed out',
      gives: 'tls-handshake-timeout vault:8200',
      words: ['handshake'],
      pattern: /\bhandshake\b[^|]{0,80}\b(?:timed[ -]?out|timeout)\b/i,
      class: 'tls-handshake-timeout',
    },
    {
      id: 'generic/read-timeout',
      source: 'the wording of many programs',
      example: 'no response from http://orders:8080/v1 within 5s: read timed out',
      gives: 'read-timeout orders:8080',
      words: ['read time', 'response time', 'reading', 'receiv', 'no response', 'response from'],
      pattern:
        /\bread(?:ing)?[ -]?(?:timed[ -]?out|timeout)|\b(?:timed[ -]?out|timeout) (?:while |when )?(?:reading|receiving|awaiting (?:a )?response|waiting for (?:a |the )?(?:response|reply|answer))|\bresponse (?:timed[ -]?out|timeout)\b|\b(?:reading|receiving)\b[^|]{0,60}\btimed[ -]?out/i,
      class: 'read-timeout',
    },
    {
      id: 'generic/timed-out',
      source: 'the wording of many programs',
      example: 'cannot reach redis at redis:6379 (timeout)',
      gives: 'connect-timeout redis:6379',
      words: ['timed out', 'timed-out', 'timeout', 'time out'],
      pattern:
        /\b(?:can(?:not|'t| not)|could(?: not|n't)|unable to|fail(?:ed|ure|s|ing)?(?: to)?|error|not|never)\b[^|]{0,200}\b(?:timed[ -]?out|time-?out)\b(?! ?[=:]? ?\d| (?:value|setting|is|set|of|to)\b)|\b(?:connect\w*|dial\w*|reach\w*)\b[^|]{0,200}\btimed[ -]?out\b|\btimed[ -]?out (?:while |when )?(?:trying to |attempting to )?(?:connect|reach|dial)|\btimeout (?:while |when )?(?:trying to |attempting to )?(?:connect|reach|dial)(?:ing)?\b|\bconnect(?:ion)? timeout\b(?! ?[=:] ?\d| (?:is|set|of|to)\b)/i,
      class: 'connect-timeout',
      also: ['dns-timeout', 'read-timeout', 'unavailable'],
      needsTarget: true,
    },
    {
      id: 'generic/timed-out-without-target',
      source: 'the wording of many programs',
      example: 'failed to connect to the database: connection timed out',
      gives: 'connect-timeout',
      words: ['timed out', 'timeout'],
      pattern:
        /\b(?:connect(?:ion)?|dial) (?:attempt )?timed[ -]?out\b|\btimed[ -]?out (?:while |when )?(?:trying to |attempting to )?connect|\btimeout (?:while |when )?(?:trying to |attempting to )?connect(?:ing)?\b|\b(?:can(?:not|'t| not)|could(?: not|n't)|unable to|failed to) connect\b[^|]{0,120}\b(?:timed[ -]?out|time-?out)\b(?! ?[=:]? ?\d)/i,
      class: 'connect-timeout',
      also: ['dns-timeout', 'read-timeout', 'unavailable'],
    },
    {
      id: 'generic/refused',
      source: 'the wording of many programs',
      example: 'cannot connect to db:5432: refused',
      gives: 'connection-refused db:5432',
      words: ['refused'],
      pattern:
        /\b(?:connect\w*|connections?|dial\w*|reach\w*)\b[^|]{0,160}\brefused\b|\brefused (?:the |our |my )?connection/i,
      class: 'connection-refused',
      needsTarget: true,
    },
    {
      id: 'generic/unreachable',
      source: 'the wording of many programs',
      example: 'Database host db.shop:5432 unreachable, retrying in 5s',
      gives: 'unavailable db.shop:5432',
      words: [
        'unreachable',
        'not reachable',
        'not available',
        'unavailable',
        'is down',
        'not ready',
        "isn't ready",
        'not up',
        'not responding',
        'not accessible',
        'offline',
      ],
      pattern:
        /\b(?:unreachable|not (?:yet )?(?:reachable|available|ready|up|responding|accessible)|isn't (?:reachable|available|ready|up)|unavailable|is (?:down|offline))\b/i,
      class: 'unavailable',
      also: untilConnected,
      needsTarget: true,
    },
    {
      id: 'generic/cannot-connect',
      source: 'the wording of many programs',
      example: 'Failed to connect to broker at rabbitmq:5672, giving up',
      gives: 'unavailable rabbitmq:5672',
      words: ['connect', 'reach', 'contact', 'dial', 'establish'],
      pattern:
        /\b(?:can(?:not|'t| not)|could(?: not|n't)|unable to|fail(?:ed|s|ing|ure)?(?: to| while| when| in)?|error(?: while| when| in)?|failed) (?:\w{1,20} ){0,3}(?:re-?connect|connect|connecting|reach|reaching|contact|contacting|dial|dialing|open|establish|establishing)(?: a| the)?\b|\bconnection(?: attempt)? (?:to \S{1,300} )?(?:\w{1,20} )?(?:failed|failure|could not be established|error)\b|\bconnect(?:ion)? (?:error|failed|failure)\b/i,
      class: 'unavailable',
      also: untilConnectedOrReset,
      needsTarget: true,
    },
    {
      id: 'generic/closed',
      source: 'the wording of many programs',
      example: 'connection to db:5432 lost: peer closed the connection',
      gives: 'connection-reset db:5432',
      words: ['closed', 'lost', 'terminated', 'dropped', 'disconnected'],
      pattern:
        /\bconnection\b[^|]{0,120}\b(?:closed|lost|terminated|dropped|disconnected)\b|\b(?:peer|server|remote)\b[^|]{0,60}\bclosed\b|\bdisconnected from\b/i,
      class: 'connection-reset',
      needsTarget: true,
    },
    {
      id: 'generic/waiting',
      source: 'the wording of init containers and of entry points',
      example: 'waiting for db:5432',
      gives: 'unavailable db:5432',
      words: ['waiting', 'retrying', 'still trying'],
      pattern: /\b(?:still )?(?:waiting (?:for|on|until)|retrying)\b/i,
      class: 'unavailable',
      also: untilConnected,
      needsTarget: true,
    },
  ],
};
