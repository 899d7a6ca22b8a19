import type { FailureClass } from './finding.ts';

export interface Cause {
  readonly class: FailureClass;
  readonly also: readonly FailureClass[];
}

interface CauseRule extends Cause {
  readonly pattern: RegExp;
}

function rule(failure: FailureClass, pattern: RegExp, also: readonly FailureClass[] = []): CauseRule {
  return { class: failure, also, pattern };
}

/**
 * The words of glibc, musl, macOS, Windows, Go, the JVM, Node and Erlang for each cause, the most telling first.
 * `Permission denied` is ICMPv6 "administratively prohibited" and `Operation not permitted` a socket hook, both only on a connect.
 */
const rules: readonly CauseRule[] = [
  rule(
    'dns-servfail',
    /\bESERVFAIL|SERVFAIL|server misbehaving|EAI_FAIL|non-recoverable failure in name resolution|DNS server returned general failure/i,
  ),
  rule(
    'dns-timeout',
    /no servers could be reached|resolving timed out|could not contact dns servers|timeout while contacting dns servers|resolution timed out|query timed out|\bETIMEOUT\b|waiting for name resolution|(?:name resolution|resolve call|dns lookup|lookup).{0,40}(?:timeout|timed out)/i,
  ),
  rule(
    'dns-timeout',
    /\bEAI_AGAIN\b|temporary failure in name resolution|temporary name resolution|resource temporarily unavailable|\bTryAgain\b|\bTry again\b/i,
    ['dns-servfail'],
  ),
  rule(
    'dns-nxdomain',
    /\bENOTFOUND\b|EAI_NONAME|EAI_NODATA|\bENODATA\b|name or service not known|no such host|nodename nor servname|name does not resolve|no address associated with|nxdomain|non-existing domain|host not found|unknown ?host|unresolvedaddress|could not resolve host|couldn't resolve host|bad address|domain name not found|name resolution fail|name not resolved|no records? found|could not find host|\bHostNotFound\b/i,
  ),
  rule(
    'tls-handshake-timeout',
    /(?:tls|ssl)[ -]?handshake.{0,12}(?:timeout|timed out)|handshake (?:operation )?timed out|handshake timeout/i,
  ),
  rule(
    'connection-refused',
    /ECONNREFUSED|connection ?refused|actively refused|connect\w* refused|refused (?:the |our )?connection|\bwas refused\b|\b(?:errno|code:?|error:?|os error) ?(?:111|61|10061)\b/i,
  ),
  rule(
    'no-route',
    /EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|no route to host|(?:host|network) (?:is )?unreachable|(?:Host|Network)Unreachable|unreachable (?:host|network)|host is down|network is down|can(?:not|'t) assign requested address|AddrNotAvailable|\b(?:errno|os error) ?(?:113|101|99)\b/i,
  ),
  rule(
    'no-route',
    /\bconnect:? (?:EACCES|EPERM|permission denied|operation not permitted)|^(?:permission denied|operation not permitted)/i,
    ['connection-refused'],
  ),
  rule(
    'read-timeout',
    /\bread(?:ing)?(?: operation| error)?:? (?:timed out|timeout)|ReadTimeout|read timeout|receive timeout|response timed out|awaiting (?:response )?headers|while reading|operation too slow|failed to receive message/i,
  ),
  rule(
    'connection-reset',
    /ECONNRESET|ECONNABORTED|\bEPIPE\b|connection (?:was |has been )?(?:forcibly )?(?:reset|aborted)|ConnectionReset|broken pipe|BrokenPipe|socket hang up|forcibly closed|(?:server|peer|remote (?:end|host|side)|host|other side) (?:unexpectedly )?(?:closed|terminated|disconnected)|connection (?:was )?closed|closed (?:the |its )?connection|connection (?:lost|dropped|terminated)|disconnected before|unexpected (?:EOF|end of file|eof)|software caused connection abort|premature(?:ly)? clos|empty reply|\bEOF\b|\b(?:errno|os error) ?(?:104|54|32)\b|end of stream/i,
  ),
  rule(
    'connect-timeout',
    /ETIMEDOUT|ESOCKETTIMEDOUT|\btimed[ -]?out\b|TimedOut|i\/o timeout|\btime-?out\b|timeout expired|(?:connect\w*|socket|dial|request|operation) ?timeout|execution expired|deadline has elapsed|did not (?:properly )?respond|\b(?:errno|os error) ?(?:110|60|10060)\b/i,
  ),
];

/** The cause that a piece of text names. */
export function causeOf(text: string): Cause | undefined {
  return rules.find((candidate) => candidate.pattern.test(text));
}
