import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../src/input/index.ts';
import { connectivity, type Endpoint, PolicyEngine, type WayIn, waysIn } from '../../src/policy/index.ts';
import { manifestsOf, pod } from '../support/cluster.ts';
import { corpusPath, hasCorpora, readText } from './corpora.ts';

interface Line {
  readonly src: string;
  readonly dst: string;
  readonly conn: string;
}

/** That tool's own stand-in for the pods of ingress controllers, which are in no manifest. */
const ingressController = '{ingress-controller}';

function engineOfFolder(folder: string): PolicyEngine {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map((name) => ({ path: name, bytes: readFileSync(join(folder, name)) }));
  const manifests = [...readInput(files).manifests, ...manifestsOf(pod('any-controller/any', { labels: {} }))];
  const engine = new PolicyEngine();
  engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
  return engine;
}

/** Who is let in from a controller without labels, as `namespace/owner` → sorted ports that its containers declare. */
function letIn(engine: PolicyEngine): ReadonlyMap<string, readonly number[]> {
  const { cluster } = engine;
  const stranger = cluster.pod('any-controller', 'any');
  if (stranger === undefined) throw new Error('the stand-in is missing');
  const client: Endpoint = { kind: 'pod', pod: stranger };
  const ports = new Map<string, Set<number>>();
  for (const { endpoint, port, protocol } of waysIn(cluster)
    .filter(isProxied)
    .flatMap(({ servers }) => servers)) {
    if (endpoint.kind !== 'pod') continue;
    // That tool takes the ports of a manifest for all that a pod listens on.
    const isDeclared = endpoint.pod.containers.some(({ ports: declared }) => declared.some((one) => one.port === port));
    const answer = connectivity(engine, [client], { protocol, servers: [{ endpoint, port }] });
    if (!isDeclared || answer?.verdict !== 'allowed') continue;
    const { namespace, name, controller } = endpoint.pod;
    // It names the owner of a pod, and not the owner's owner.
    const key = `${namespace}/${controller?.name ?? name}`;
    ports.set(key, (ports.get(key) ?? new Set()).add(port));
  }
  return new Map([...ports].map(([key, numbers]) => [key, [...numbers].sort((a, b) => a - b)]));
}

function isProxied(way: WayIn): boolean {
  return way.isProxied;
}

function expectedOf(lines: readonly Line[]): ReadonlyMap<string, readonly number[]> {
  return new Map(
    lines
      .filter(({ src }) => src === ingressController)
      .map(({ dst, conn }) => [dst.replace(/\[.*/, ''), conn.replace('TCP ', '').split(',').map(Number)] as const),
  );
}

describe.skipIf(!hasCorpora)('ways in on the public cases of netpol-analyzer', () => {
  it('lead to the pods and ports that its lists give for an ingress controller', () => {
    const lists = JSON.parse(readText(corpusPath('netpol-analyzer', 'derived', 'connlist.json'))) as Record<
      string,
      readonly Line[]
    >;
    let checks = 0;
    for (const [folder, lines] of Object.entries(lists)) {
      const found = letIn(engineOfFolder(corpusPath('netpol-analyzer', folder)));
      const expected = expectedOf(lines);
      checks += Math.max(found.size, expected.size);
      expect(Object.fromEntries(found), folder).toEqual(Object.fromEntries(expected));
    }
    console.log(`netpol-analyzer: ${Object.keys(lists).length} folders, ${checks} workloads behind ways in`);
    expect(checks).toBeGreaterThanOrEqual(11);
  });
});
