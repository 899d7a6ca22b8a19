import { type Endpoint, formatEndpoint } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { UnknownObjectError } from '../reference/resolve.ts';
import type { Assertion, ConnectivityTest, End } from './assertion.ts';
import { askDirectly, type Found, type ServerGroup } from './direct.ts';
import { type EndGroup, type Grouping, groupingOf } from './end-groups.ts';
import { type Destination, destinationOf, endpointsOf } from './resolve-end.ts';
import { type AssertionResult, resultOf, type TestResult } from './result.ts';
import { askForWays } from './ways.ts';

/**
 * Asks the engine whether the assertions of a test hold. `namespace` is for names that name none, before the test's own. An
 * assertion that names what is not there is a problem and no result.
 */
export function judgeTest(engine: PolicyEngine, test: ConnectivityTest, namespace?: string): TestResult {
  const judge = new Judge(engine, namespace ?? test.namespace);
  const results: AssertionResult[] = [];
  const problems: TestResult['problems'][number][] = [];
  const object = { kind: 'ConnectivityTest', namespace: '', name: test.name };
  for (const assertion of test.assertions) {
    const answered = judge.answer(assertion);
    if (answered instanceof UnknownEnd) {
      problems.push({ object, path: answered.end.path, message: answered.message, source: test.source });
    } else {
      results.push(answered);
    }
  }
  return { test, results, problems };
}

/** An end that names what the cluster does not have. */
class UnknownEnd extends Error {
  readonly end: Pick<End, 'path'>;

  constructor(end: Pick<End, 'path'>, message: string) {
    super(message);
    this.name = 'UnknownEnd';
    this.end = end;
  }
}

/** An assertion of which the names are looked up. */
interface Looked {
  readonly from: readonly Endpoint[];
  readonly to: Destination;
  /** What `via` names, step by step. */
  readonly stops: readonly Destination[];
  readonly excepted: ReadonlySet<string>;
}

class Judge {
  private readonly engine: PolicyEngine;
  private readonly namespace: string | undefined;
  private readonly grouping: Grouping;

  constructor(engine: PolicyEngine, namespace: string | undefined) {
    this.engine = engine;
    this.namespace = namespace;
    this.grouping = groupingOf(engine);
  }

  answer(assertion: Assertion): AssertionResult | UnknownEnd {
    try {
      const looked = this.lookUp(assertion);
      const { pairs, breaches, doubts } = this.find(assertion, looked);
      if (pairs === 0) throw new UnknownEnd(assertion, 'it leaves no pair of a client and a server to ask about');
      return resultOf(assertion, pairs, breaches, doubts);
    } catch (error) {
      if (error instanceof UnknownEnd) return error;
      throw error;
    }
  }

  private lookUp({ expects, from, to, via }: Assertion): Looked {
    const excepted = via?.kind === 'except' ? via.ends.flatMap((end) => this.endpoints(end)) : [];
    const names = new Set(excepted.map(formatEndpoint));
    const isKept = (endpoint: Endpoint) => !names.has(formatEndpoint(endpoint));
    const destinations = to.map((end) => this.destination(end, expects));
    return {
      from: from.flatMap((end) => this.endpoints(end)).filter(isKept),
      to: {
        servers: destinations.flatMap(({ servers }) => servers).filter(({ endpoint }) => isKept(endpoint)),
        targets: destinations
          .flatMap(({ targets }) => targets)
          .map((target) => ({ ...target, servers: target.servers.filter(({ endpoint }) => isKept(endpoint)) }))
          .filter(({ servers }) => servers.length > 0),
      },
      stops: via?.kind === 'steps' ? via.ends.map((end) => this.stop(end, expects)) : [],
      excepted: names,
    };
  }

  private find({ expects, via }: Assertion, { from, to, stops, excepted }: Looked): Found {
    const mark = this.marking([from, ...[to, ...stops].map(endsOf)]);
    const clients = this.grouping.groupsOf(from, mark);
    const goal = { servers: this.serverGroups(to, mark), targets: to.targets };
    if (via === undefined) return askDirectly(this.engine, expects, clients, goal.servers, goal.targets);
    if (via.kind === 'steps') {
      const steps = stops.map((stop) => this.serverGroups(stop, mark));
      return askForWays(this.engine, expects, clients, { kind: 'stops', stops: steps }, goal);
    }
    const between = this.engine.cluster.livePods
      .map((pod): Endpoint => ({ kind: 'pod', pod }))
      .filter((endpoint) => !excepted.has(formatEndpoint(endpoint)));
    const groups = this.grouping.groupsOf(between, mark);
    return askForWays(this.engine, expects, clients, { kind: 'any', between: groups }, goal);
  }

  /** Keeps pods apart that an assertion treats in different ways, and by node where nodes have a part in it. */
  private marking(sets: readonly (readonly Endpoint[])[]): (endpoint: Endpoint) => string {
    const named = sets.map((endpoints) => new Set(endpoints.map(formatEndpoint)));
    const byNode = sets.flat().some((end) => end.kind === 'range' && end.range.end - end.range.start === 1n);
    return (endpoint) => {
      const name = formatEndpoint(endpoint);
      const node = byNode && endpoint.kind === 'pod' ? `${endpoint.pod.node} ${endpoint.pod.hostAddress?.value}` : '';
      return `${named.map((names) => (names.has(name) ? 1 : 0)).join('')} ${node}`;
    };
  }

  /** Servers of one class may still be asked about other ports: a named one is another number in each pod. */
  private serverGroups({ servers }: Destination, mark: (endpoint: Endpoint) => string): readonly ServerGroup[] {
    const byPorts = new Map<string, Destination['servers'][number][]>();
    for (const server of servers) {
      const key = JSON.stringify(server.ports);
      const alike = byPorts.get(key);
      if (alike === undefined) byPorts.set(key, [server]);
      else alike.push(server);
    }
    return [...byPorts.values()].flatMap((alike) => {
      const ports = alike[0]?.ports ?? [];
      const groups: readonly EndGroup[] = this.grouping.groupsOf(
        alike.map(({ endpoint }) => endpoint),
        mark,
      );
      return groups.map((group) => ({ group, ports }));
    });
  }

  private stop(end: End, expects: Assertion['expects']): Destination {
    const found = this.destination(end, expects);
    if (found.targets.length === 0) return found;
    throw new UnknownEnd(end, `"${end.text}" is no step of a way: name the pods, as by their workload`);
  }

  private endpoints(end: End): readonly Endpoint[] {
    return known(end, () => endpointsOf(this.engine, end, this.namespace));
  }

  private destination(end: End, expects: Assertion['expects']): Destination {
    return known(end, () => destinationOf(this.engine, end, expects, this.namespace));
  }
}

function endsOf({ servers }: Destination): readonly Endpoint[] {
  return servers.map(({ endpoint }) => endpoint);
}

function known<T>(end: End, lookUp: () => T): T {
  try {
    return lookUp();
  } catch (error) {
    if (error instanceof UnknownObjectError) throw new UnknownEnd(end, error.message);
    throw error;
  }
}
