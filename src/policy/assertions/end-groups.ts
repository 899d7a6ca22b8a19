import { fullName } from '../../model/metadata.ts';
import { cutAtBlocks } from '../atoms.ts';
import { classesOf, nodesMatterTo } from '../classes/pod-classes.ts';
import { type Endpoint, formatEndpoint, isSamePod } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';

/** Endpoints that no policy can tell apart, so that one of them speaks for all; never empty. */
export interface EndGroup {
  /** Equal keys mean the same class of pods, also in groups of other ends. */
  readonly key: string;
  readonly members: readonly [Endpoint, ...Endpoint[]];
}

/** Groups endpoints by what policies can see of them. */
export interface Grouping {
  /** `markOf` keeps endpoints apart that an assertion treats in different ways. */
  groupsOf(endpoints: readonly Endpoint[], markOf?: (endpoint: Endpoint) => string): readonly EndGroup[];
}

/** A grouping for the objects that the engine holds now. */
export function groupingOf(engine: PolicyEngine): Grouping {
  const { cluster, policies, domainNames } = engine;
  const classes = classesOf(engine, cluster.pods, { nodes: nodesMatterTo(cluster.pods), portNames: [] });
  return {
    groupsOf(endpoints, markOf = () => '') {
      const groups = new Map<string, [Endpoint, ...Endpoint[]]>();
      const add = (key: string, endpoint: Endpoint) => {
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [endpoint]);
        else group.push(endpoint);
      };
      for (const endpoint of distinct(endpoints)) {
        const mark = markOf(endpoint);
        if (endpoint.kind === 'pod') add(`pod ${classes.get(endpoint.pod)} ${mark}`, endpoint);
        else if (endpoint.node !== undefined) add(`${formatEndpoint(endpoint)} ${endpoint.range.start}`, endpoint);
        else {
          for (const range of cutAtBlocks(endpoint.range, policies, domainNames.addresses)) {
            add(`range ${range.family} ${range.start} ${range.end}`, { ...endpoint, range });
          }
        }
      }
      return [...groups].map(([key, members]) => ({ key, members }));
    },
  };
}

/** A member of each of two groups that are not the same pod; undefined where there are no two. */
export function pairOf(a: EndGroup, b: EndGroup): readonly [Endpoint, Endpoint] | undefined {
  const [from] = a.members;
  const to = b.members.find((member) => !isSamePod(from, member));
  if (to !== undefined) return [from, to];
  const other = a.members.find((member) => !isSamePod(member, b.members[0]));
  return other === undefined ? undefined : [other, b.members[0]];
}

/** How many pairs of different endpoints two groups make. */
export function pairCount(a: EndGroup, b: EndGroup): number {
  const known = new Set(a.members.map(nameOf));
  const shared = b.members.filter((member) => member.kind === 'pod' && known.has(nameOf(member))).length;
  return a.members.length * b.members.length - shared;
}

function distinct(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  return [...new Map(endpoints.map((endpoint) => [nameOf(endpoint), endpoint])).values()];
}

function nameOf(endpoint: Endpoint): string {
  if (endpoint.kind === 'pod') return `pod ${fullName(endpoint.pod)}`;
  return `${formatEndpoint(endpoint)} ${endpoint.range.start}`;
}
