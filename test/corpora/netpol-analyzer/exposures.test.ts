import { afterAll, describe, expect, it } from 'vitest';
import { type ConnectionSet, intersectConnections, unionConnections } from '../../../src/model/connection-set.ts';
import { formatConnections } from '../../../src/model/index.ts';
import {
  type Direction,
  exposureOf,
  isPartOf,
  type PolicyEngine,
  type PotentialConnections,
  type PotentialExposure,
} from '../../../src/policy/index.ts';
import { hasCorpora, readText } from '../corpora.ts';
import { byFolder, type Case, flagValues, readCases } from './cases.ts';
import { readFolder } from './cluster-folder.ts';
import { readRanges } from './connection-list.ts';
import { everyPort, namedPortsIn } from './connection-text.ts';
import { exclusionOf } from './exclusions.ts';
import { entireCluster, potentialName, readPotentialName } from './exposure-peer.ts';
import { focusConnection, isInFocus } from './focus.ts';
import { type AnalyzerList, readList } from './read-list.ts';
import { analyzerPath, Tally } from './tally.ts';
import { endedWorkloads, type NamedPeer, workloadPeers } from './workload-connections.ts';

const bothDirections = ['egress', 'ingress'] as const;

/** `workload, direction, who`, and what they may, as text. */
type ExposureList = ReadonlyMap<string, string>;

describe.skipIf(!hasCorpora)('the exposures of netpol-analyzer', () => {
  const tally = new Tally('exposures');
  const folders = byFolder(readCases().filter(({ exposure, expected }) => exposure === true && expected !== undefined));
  afterAll(() => tally.print());

  it.each([...folders.keys()])('%s', (dir) => {
    const { engine } = readFolder(dir);
    const ended = endedWorkloads(engine);
    const mismatches = (folders.get(dir) ?? []).flatMap((listed) => {
      const { expected = '', format = 'txt', id } = listed;
      const reason = exclusionOf(listed);
      if (reason !== undefined || format === 'md' || format === 'dot') {
        tally.leaveOut(reason ?? `it is in ${format}`, dir);
        return [];
      }
      const answer = readList(readText(analyzerPath(expected)), format, focusConnection(listed));
      const wanted = linesOf(answer, ended);
      const found = differing(gotExposures(engine, listed), completed(engine, wanted));
      // With --focus-conn the tool does not say who is not protected.
      if (answer.unprotected !== undefined && focusConnection(listed) === undefined) {
        found.push(...differing(asMap(unprotected(engine, listed)), asMap(answer.unprotected)));
      }
      tally.count(dir, wanted.length, found.length);
      return found.map((difference) => `case ${id}: ${difference}`);
    });
    expect(mismatches).toEqual([]);
  });
});

/** What is let through between a workload and pods that may come. */
interface WantedLine {
  readonly workload: string;
  readonly direction: Direction;
  readonly who: string;
  readonly connections: ConnectionSet;
  readonly named: readonly string[];
}

/** Without the lines on addresses, which are those of the list. */
function linesOf({ exposure }: AnalyzerList, ended: readonly string[]): readonly WantedLine[] {
  return exposure.flatMap(({ from, to, connections, text }): WantedLine[] => {
    const direction = isWorkload(from) ? 'egress' : 'ingress';
    const [workload, peer] = direction === 'egress' ? [from, to] : [to, from];
    if (readRanges(peer) !== undefined || ended.includes(workload)) return [];
    const who = peer === entireCluster ? peer : readPotentialName(peer);
    return [{ workload, direction, who, connections, named: namedPortsIn(text) }];
  });
}

/**
 * The tool's lines in the form of ours. It asks only the rules with the very selectors of a line, where another line with
 * wider ones says more of the same pods; and it names pods that exist already where their labels are asked for by
 * `matchExpressions`, but not where they are by `matchLabels`.
 */
function completed(engine: PolicyEngine, lines: readonly WantedLine[]): ExposureList {
  const isUnion = engine.policies.every(({ tier }) => tier === 'network');
  const known = new Map(workloadPeers(engine).flatMap((peer) => potentialsOf(engine, peer)));
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const key = `${line.workload}, ${line.direction}, ${line.who}`;
      const own = known.get(key);
      if (own?.isPresent === true) return [];
      const wider = lines.filter((other) => {
        const to = known.get(`${line.workload}, ${line.direction}, ${other.who}`)?.to;
        const isSameEnd = other.workload === line.workload && other.direction === line.direction;
        return isUnion && isSameEnd && own !== undefined && to !== undefined && isPartOf(own.to, to);
      });
      const all = unionConnections([line.connections, ...wider.map(({ connections }) => connections)]);
      return [[key, described(all, line.named)]];
    }),
  );
}

function potentialsOf(engine: PolicyEngine, { name, endpoint }: NamedPeer): readonly [string, PotentialExposure][] {
  return bothDirections.flatMap((direction) => {
    const found = endpoint.kind === 'pod' ? exposureOf(engine, endpoint.pod, direction).potential : [];
    return found.map((one): [string, PotentialExposure] => [`${name}, ${direction}, ${potentialName(one.to)}`, one]);
  });
}

function isWorkload(peer: string): boolean {
  return /^[^[\]{}]+\/[^[\]{}]+\[\w+\]$/.test(peer);
}

function gotExposures(engine: PolicyEngine, flags: Case): ExposureList {
  const lines = workloadPeers(engine).flatMap(({ name, endpoint }) => {
    if (endpoint.kind !== 'pod') return [];
    return bothDirections.flatMap((direction) => {
      if (!isFocus(name, direction, flags)) return [];
      const { entireCluster: all, potential } = exposureOf(engine, endpoint.pod, direction);
      const others = potential
        .filter(({ isPresent }) => !isPresent)
        .map((found) => ({ who: potentialName(found.to), ...found }));
      return focused([{ who: entireCluster, ...all }, ...others], flags).map(
        ({ who, connections, named }): [string, string] => [
          `${name}, ${direction}, ${who}`,
          textOf(connections, named),
        ],
      );
    });
  });
  return new Map(lines);
}

type Line = PotentialConnections & { readonly who: string };

/** Nothing is no line, unless others may more. */
function focused([all, ...others]: readonly Line[], flags: Case): readonly Line[] {
  if (all === undefined) return [];
  const focus = focusConnection(flags);
  if (focus === undefined) {
    return isNothing(all) ? others.filter((line) => !isNothing(line)) : [all, ...others];
  }
  const lets = ({ connections }: Line) => {
    return formatConnections(intersectConnections(connections, focus)) === formatConnections(focus);
  };
  const open = lets(all) ? [all] : others.filter(lets);
  return open.map((line) => ({ ...line, connections: focus, named: [] }));
}

function isNothing({ connections, named }: PotentialConnections): boolean {
  return textOf(connections, named) === 'nothing';
}

function textOf(connections: ConnectionSet, named: PotentialConnections['named']): string {
  return described(
    connections,
    named.map(({ protocol, name }) => `${protocol ?? ''} ${name}`.trim()),
  );
}

function described(connections: ConnectionSet, named: readonly string[]): string {
  const numbers = formatConnections(intersectConnections(unionConnections([connections]), everyPort));
  return [...(numbers === 'nothing' && named.length > 0 ? [] : [numbers]), ...[...named].sort()].join('; ');
}

function unprotected(engine: PolicyEngine, flags: Case): readonly string[] {
  return workloadPeers(engine)
    .flatMap(({ name, endpoint }) =>
      bothDirections.flatMap((direction) => {
        const isOpen = endpoint.kind === 'pod' && !exposureOf(engine, endpoint.pod, direction).isProtected;
        return isOpen && isFocus(name, direction, flags) ? [`${name}, ${direction}`] : [];
      }),
    )
    .sort();
}

function isFocus(workload: string, direction: Direction, flags: Case): boolean {
  const [wanted] = flagValues(flags, '--focus-direction');
  return (wanted ?? direction) === direction && isInFocus(`${workload} → ${workload}`, flags);
}

function asMap(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(lines.map((line) => [line, 'unprotected']));
}

function differing(got: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): string[] {
  return [...new Set([...got.keys(), ...wanted.keys()])]
    .sort()
    .flatMap((line) =>
      got.get(line) === wanted.get(line)
        ? []
        : [`${line}: ${got.get(line) ?? 'none'} for ${wanted.get(line) ?? 'none'}`],
    );
}
