import type { FailureClass, LocatedFinding } from '../evidence/index.ts';

// How a log goes on after a connection that failed, and what it ends with.

/** The classes of a finding that are about a connection that failed. */
const connectionClasses: ReadonlySet<LocatedFinding['class']> = new Set<FailureClass>([
  'connect-timeout',
  'connection-refused',
  'no-route',
  'connection-reset',
  'dns-nxdomain',
  'dns-timeout',
  'dns-servfail',
  'tls-handshake-timeout',
  'read-timeout',
  'unavailable',
]);

export function isConnectionFailure(finding: LocatedFinding): boolean {
  return connectionClasses.has(finding.class);
}

/** The failures that no later line overcomes: a connection that was opened, or a server that answered. */
export function standingFailures(findings: readonly LocatedFinding[]): readonly LocatedFinding[] {
  return findings.filter((failure, index) => {
    if (!isConnectionFailure(failure)) return false;
    const after = findings.slice(index + 1);
    return !after.some((later, place) => overcomes(later, failure, after.slice(place + 1)));
  });
}

/**
 * A line that names no peer may be about any. An answer counts unless the program then says goodbye over the failure; a
 * connection only where the program goes on to end for another reason.
 */
function overcomes(later: LocatedFinding, failure: LocatedFinding, rest: readonly LocatedFinding[]): boolean {
  if (later.about !== 'answer' && later.class !== 'connected') return false;
  const isNamed = failure.host !== undefined && later.text.includes(failure.host);
  if (isNamed || (later.port !== undefined && later.port === failure.port)) return true;
  if (later.about === 'answer') return !rest.some((last) => isConnectionFailure(last) || isGoodbye(last));
  const isOther = later.host !== undefined && failure.host !== undefined;
  return !isOther && rest.some((last) => last.class === 'app-error' && !isGoodbye(last));
}

/** What programs say when they give up on something that they wait for, in whatever exception they wrap it. */
const goodbye =
  /\b(?:connect\w*|database|db|jdbc|dialect|data ?source|entity ?manager\w*|\w*pool|redis|kafka|postgres\w*|mysql|mongo\w*|rabbit\w*|cache|broker|queue|unavailable|unreachable|failed to (?:load|open|create|obtain)|giv(?:e|ing) up|gave up|retr\w+|exit\w*|shut\w*|abort\w*|start\w*|initiali[sz]\w*|\w*context|time[ -]?out|timed out|boot\w*)\b/i;

function isGoodbye(finding: LocatedFinding): boolean {
  return finding.class === 'app-error' && goodbye.test(finding.text);
}

/** The error of its own that a log ends with: no connection failure comes after it, and it is no goodbye over one. */
export function ownFault(findings: readonly LocatedFinding[]): LocatedFinding | undefined {
  const last = findings.findLast((finding) => finding.class === 'app-error' || isConnectionFailure(finding));
  return last?.class === 'app-error' && !isGoodbye(last) ? last : undefined;
}
