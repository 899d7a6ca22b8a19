import type { JsonObject, Manifest } from '../../src/model/index.ts';
import type { Change, Connection, PolicyEngine } from '../../src/policy/index.ts';
import { Random } from './random.ts';
import { range } from './size.ts';

export function changeOf(value: JsonObject): Change {
  const manifest: Manifest = {
    value,
    source: { file: { path: 'generated', text: '' }, document: 0, start: 0, end: 0 },
  };
  return { type: 'put', manifest };
}

/** Connections between pods, every other one of near neighbours: the same ones for the same cluster and count. */
export function connectionsIn({ cluster }: PolicyEngine, count: number): readonly Connection[] {
  const random = new Random(count);
  const pods = cluster.livePods;
  return range(count).flatMap((index): readonly Connection[] => {
    const at = random.below(pods.length);
    const from = pods[at];
    const to = pods[index % 2 === 0 ? random.below(pods.length) : (at + 1 + random.below(4)) % pods.length];
    if (from === undefined || to === undefined) return [];
    return [{ from: { kind: 'pod', pod: from }, to: { kind: 'pod', pod: to }, protocol: 'TCP', port: 8080 }];
  });
}

/** One object of a kind with a label changed, another one at each `turn`. */
export function relabelled(objects: readonly JsonObject[], kind: string, turn: number): JsonObject {
  const candidates = objects.filter((object) => object['kind'] === kind);
  const object = candidates[(turn * 7919) % candidates.length] ?? {};
  const metadata = object['metadata'] as { readonly labels?: JsonObject };
  return { ...object, metadata: { ...metadata, labels: { ...metadata.labels, turn: `${turn}` } } };
}
