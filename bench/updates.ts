/** What one changed object costs an engine that holds a whole cluster, with a question right after it. */

import type { JsonObject, Manifest } from '../src/model/index.ts';
import { ask, type Change, PolicyEngine } from '../src/policy/index.ts';
import { classesCluster } from './generator.ts';

const size = Number(process.argv[2] ?? 10_000);
const runs = 41;
const source = { file: { path: 'generated', text: '' }, document: 0, start: 0, end: 0 };
const manifests = [...classesCluster(size), ...Array.from({ length: size / 10 }, (_, index) => service(index))];

function service(index: number, port = 80): Manifest {
  const metadata = { name: 'app', namespace: `ns-${index}` };
  const spec = { selector: { app: 'app-1' }, ports: [{ port, targetPort: 8080 }] };
  return { source, value: { apiVersion: 'v1', kind: 'Service', metadata, spec } };
}

/** The objects of a kind, one after another, each with a label that it did not have at the last call. */
function changing(kind: string): () => Change {
  const found = manifests.filter(({ value }) => value['kind'] === kind);
  let count = 0;
  return () => {
    count++;
    const { value } = found[(count * 7919) % found.length] ?? service(0);
    const { metadata } = value as { readonly metadata: JsonObject & { readonly labels?: JsonObject } };
    const labels = { ...metadata.labels, revision: `${count}` };
    return { type: 'put', manifest: { source, value: { ...value, metadata: { ...metadata, labels } } } };
  };
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

/** CPU time, the median and the worst of several runs. */
function measure(what: string, action: () => unknown): void {
  action();
  const times = Array.from({ length: runs }, () => {
    const start = process.cpuUsage();
    action();
    return milliseconds(process.cpuUsage(start));
  }).sort((a, b) => a - b);
  const [median = 0, worst = 0] = [times[runs >> 1], times.at(-1)];
  console.log(`${what.padEnd(42)}${`${median.toFixed(2)} ms`.padStart(12)}${`${worst.toFixed(2)} ms`.padStart(12)}`);
}

const start = process.cpuUsage();
const engine = new PolicyEngine();
engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
ask(engine, 'ns-1/pod/pod-11', 'ns-2/pod/pod-22:8080');
console.log(
  `${engine.cluster.pods.length} pods, ${engine.policies.length} policies: ${milliseconds(process.cpuUsage(start)).toFixed(0)} ms`,
);
console.log(`${'ONE CHANGE AND ONE QUESTION'.padEnd(42)}${'MEDIAN'.padStart(12)}${'WORST'.padStart(12)}`);
for (const kind of ['Pod', 'NetworkPolicy', 'Namespace', 'Service']) {
  const next = changing(kind);
  measure(kind, () => {
    engine.apply([next()]);
    ask(engine, 'ns-1/pod/pod-11', 'ns-2/pod/pod-22:8080');
  });
}
const next = changing('Pod');
measure('Pod, asked by the name of a Service', () => {
  engine.apply([next()]);
  ask(engine, 'ns-1/pod/pod-11', 'ns-2/app:80');
});
globalThis.gc?.();
console.log(`${Math.round(process.memoryUsage().heapUsed / 2 ** 20)} MiB on the heap`);
