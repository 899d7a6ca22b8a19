import { mostCandidates } from './bounds.ts';
import type { ContainerConfiguration, TargetCandidate } from './candidate.ts';
import { mentionsOfArguments } from './command.ts';
import { mentionsOfEnvironment, valuesOf } from './environment.ts';
import { mentionsOfFiles } from './file.ts';
import { type Mention, penalties } from './mention.ts';
import { defaultPort, driverOf, driverOfHost, isDatagram } from './ports.ts';
import { isLoopback, isPlaceholder, isUnspecified } from './special-hosts.ts';

/**
 * The hosts and ports that a container is configured to connect to, the surest first and at most 64.
 * What it listens on itself is left out, and so is every credential.
 */
export function targetsOf(configuration: ContainerConfiguration): readonly TargetCandidate[] {
  const values = valuesOf(configuration.environment);
  const lookup = (name: string) => values.get(name);
  const mentions = [
    ...mentionsOfArguments(configuration.command, configuration.args, lookup),
    ...mentionsOfEnvironment(configuration.environment, values),
    ...mentionsOfFiles(configuration.files, lookup),
  ];
  const candidates = mentions.filter(({ place }) => !isUnspecified(place.host)).map(candidateOf);
  const merged = mergeSame(candidates.sort((one, other) => one.rank - other.rank));
  return absorbPortless(merged).slice(0, mostCandidates);
}

function candidateOf(mention: Mention): TargetCandidate {
  const { host, scheme } = mention.place;
  const assumed = mention.place.port === undefined ? assumePort(mention) : undefined;
  const port = mention.place.port ?? assumed?.port;
  const protocol = mention.place.protocol ?? (assumed !== undefined && isDatagram(assumed.driver) ? 'UDP' : undefined);
  const marks = [...marksOfPort(port, assumed), ...marksOfHost(host)];
  return {
    host,
    ...(port === undefined ? {} : { port }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(scheme === undefined ? {} : { scheme }),
    source: mention.source,
    rank: marks.reduce((rank, mark) => rank + mark.penalty, mention.rank),
    reason: [mention.reason, ...marks.map((mark) => mark.note)].join('; '),
    portAssumed: assumed !== undefined,
  };
}

interface Assumed {
  readonly port: number;
  readonly driver: string;
}

/** Of the scheme, else of a driver that the name says, else of one that the host is called after. */
function assumePort({ place, words = [] }: Mention): Assumed | undefined {
  const drivers = [place.scheme, driverOf(words), driverOfHost(place.host)];
  for (const driver of drivers) {
    const port = driver === undefined ? undefined : defaultPort(driver);
    if (driver !== undefined && port !== undefined) return { port, driver };
  }
  return undefined;
}

interface Mark {
  readonly penalty: number;
  readonly note: string;
}

function marksOfPort(port: number | undefined, assumed: Assumed | undefined): readonly Mark[] {
  if (port === undefined) return [{ penalty: penalties.portMissing, note: 'no port is given' }];
  if (assumed === undefined) return [];
  return [{ penalty: penalties.portAssumed, note: `${port} is the default port of ${assumed.driver}` }];
}

function marksOfHost(host: string): readonly Mark[] {
  const marks: Mark[] = [];
  if (isPlaceholder(host)) marks.push({ penalty: penalties.placeholder, note: 'it looks like a placeholder' });
  if (isLoopback(host)) {
    marks.push({ penalty: penalties.loopback, note: 'it is the pod itself, so no network policy can be the cause' });
  }
  return marks;
}

/** One candidate a host, port and protocol: the surest one, with the sources of all. */
function mergeSame(sorted: readonly TargetCandidate[]): readonly TargetCandidate[] {
  const merged = new Map<string, TargetCandidate>();
  for (const candidate of sorted) {
    const key = `${candidate.host} ${candidate.port ?? ''} ${candidate.protocol === 'UDP' ? 'UDP' : 'TCP'}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? candidate : join(known, candidate));
  }
  return [...merged.values()];
}

function join(known: TargetCandidate, other: TargetCandidate): TargetCandidate {
  const scheme = known.scheme ?? other.scheme;
  const protocol = known.protocol ?? other.protocol;
  const written = known.portAssumed && !other.portAssumed ? other : known;
  return {
    ...known,
    ...(scheme === undefined ? {} : { scheme }),
    ...(protocol === undefined ? {} : { protocol }),
    source: joinSources(known.source, other.source),
    reason: written.reason,
    portAssumed: written.portAssumed,
  };
}

/** The most sources that one candidate lists. */
const mostSources = 8;

function joinSources(known: string, other: string): string {
  const sources = known.split('; ');
  return sources.includes(other) || sources.length >= mostSources ? known : `${known}; ${other}`;
}

/** A host without a port says nothing beside the same host with one. */
function absorbPortless(candidates: readonly TargetCandidate[]): readonly TargetCandidate[] {
  const complete = new Set(
    candidates.filter((candidate) => candidate.port !== undefined).map((candidate) => candidate.host),
  );
  return candidates.filter((candidate) => candidate.port !== undefined || !complete.has(candidate.host));
}
