import type { ConnectionSet } from '../../../src/model/index.ts';
import type { Direction } from '../../../src/policy/index.ts';
import { everyPort, readConnections } from './connection-text.ts';

/** What decides at one end, in the same words for all sources: `allows NetworkPolicy shop/web #1`. Sorted. */
export interface SideReasons {
  readonly allowed: boolean;
  readonly facts: readonly string[];
}

/** Why some connections of a pair are let through or not. */
export interface Explanation {
  readonly from: string;
  readonly to: string;
  readonly connections: ConnectionSet;
  readonly sides: Sides;
}

/** The tool leaves out a side that it has no reason for, such as a policy without rules beside an admin policy. */
type Sides = Readonly<Partial<Record<Direction, SideReasons>>>;

const byDefault: SideReasons = { allowed: true, facts: [] };
const openSides = { egress: byDefault, ingress: byDefault };

/** Reads the answer of `list --explain`, without what it says of pods that do not exist. */
export function readExplanations(text: string): readonly Explanation[] {
  const [specific = '', open = ''] = text.split('# All Connections due to the system default (Allow all) #', 2);
  const [ofPairs = ''] = open.split(/^Exposure Analysis Result/m, 1);
  const pairs = [...ofPairs.matchAll(/^(\S+) => (\S+)$/gm)].map(([, from = '', to = '']): Explanation => {
    return { from, to, connections: everyPort, sides: openSides };
  });
  const [explained = ''] = specific.split(/^Exposure Analysis Result/m, 1);
  return [
    ...explained
      .split(/^Connections between /m)
      .slice(1)
      .flatMap(readPair),
    ...pairs,
  ];
}

function readPair(section: string): readonly Explanation[] {
  const [, from = '', to = ''] = /^(\S+) => (\S+):\n/.exec(section) ?? [];
  return section
    .split(/^\t(?=Allowed |Denied )/m)
    .slice(1)
    .map((part): Explanation => {
      const [, connections = ''] = /^\w+ (.+?) due to/.exec(part) ?? [];
      return { from, to, connections: readConnections(unbracketed(connections)), sides: readSides(part) };
    });
}

/** `TCP:[1-79,81-65535], UDP` as lists write it: `TCP 1-79,81-65535,UDP`. */
function unbracketed(connections: string): string {
  return connections.replaceAll(/:\[([^\]]*)\]/g, ' $1').replaceAll(', ', ',');
}

function readSides(part: string): Sides {
  if (part.split('\n', 1)[0]?.includes('due to the system default') === true) return openSides;
  const [, ...sides] = part.split(/^\t\t(?=Egress |Ingress )/m);
  return Object.fromEntries(
    sides.map((side) => {
      const [direction = '', ...reasons] = side.split(' ');
      return [direction.toLowerCase(), readSide(reasons.join(' '))];
    }),
  );
}

const ruling = /(\w+) '([^']+)' (allows|denies|passes) connections by (?:In|E)gress rule (.+)$/;
const selecting = /(\w+) '([^']+)' selects /;

function readSide(text: string): SideReasons {
  const facts = text.split('\n').flatMap((line) => {
    const [, kind, name, verb, rule] = ruling.exec(line) ?? [];
    if (verb !== undefined) return [`${verb} ${kind} ${name} ${rule}`];
    const [, isolating, policy] = selecting.exec(line) ?? [];
    return isolating === undefined ? [] : [`isolates ${isolating} ${policy}`];
  });
  return { allowed: text.startsWith('(Allowed)'), facts: [...new Set(facts)].sort() };
}
