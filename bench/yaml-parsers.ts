/** Which YAML parser reads 2,000 NetworkPolicies fastest? `npx tsx bench/yaml-parsers.ts [COUNT]` */
import { CORE_SCHEMA, load, mergeTag, parseEvents } from 'js-yaml';
import { parse, parseAllDocuments } from 'yaml';
import { readInput } from '../src/input/index.ts';

const count = Number(process.argv[2] ?? 2000);
const rounds = 5;

function policy(index: number): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"allow-${index}","namespace":"team-${index % 50}"},"spec":{"podSelector":{"matchLabels":{"app":"server-${index}"}}}}
  creationTimestamp: "2026-01-02T03:04:05Z"
  generation: 1
  labels:
    app.kubernetes.io/name: server-${index}
    team: team-${index % 50}
  name: allow-${index}
  namespace: team-${index % 50}
  resourceVersion: "${100000 + index}"
  uid: 00000000-0000-4000-8000-${String(index).padStart(12, '0')}
spec:
  egress:
  - ports:
    - port: 53
      protocol: UDP
    to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: kube-system
  ingress:
  - from:
    - podSelector:
        matchLabels:
          app: client-${index}
    - ipBlock:
        cidr: 10.${index % 256}.0.0/16
        except:
        - 10.${index % 256}.1.0/24
    ports:
    - port: 8080
      protocol: TCP
  podSelector:
    matchLabels:
      app: server-${index}
  policyTypes:
  - Ingress
  - Egress
`;
}

const documents = Array.from({ length: count }, (_, index) => policy(index));
const stream = documents.join('---\n');
const bytes = new TextEncoder().encode(stream);
const schema = CORE_SCHEMA.withTags(mergeTag);

const readers: Readonly<Record<string, () => unknown>> = {
  'js-yaml load, each document': () => documents.map((text) => load(text, { schema, json: true })),
  'js-yaml parseEvents, each document': () => documents.map((text) => parseEvents(text, {}).length),
  'netwhy readInput': () => readInput([{ path: 'policies.yaml', bytes }]).manifests.length,
  'yaml parse, each document': () => documents.map((text): unknown => parse(text, { version: '1.1' })),
  'yaml parseAllDocuments, whole stream': () => parseAllDocuments(stream, { version: '1.1' }).length,
};

const times = new Map<string, number[]>(Object.keys(readers).map((name) => [name, []]));
// interleaved, so that a busy moment of the machine hits all of them
for (let round = 0; round < rounds; round += 1) {
  for (const [name, read] of Object.entries(readers)) {
    const start = performance.now();
    read();
    times.get(name)?.push(performance.now() - start);
  }
}

const megabytes = stream.length / 1e6;
console.log(`${count} policies, ${megabytes.toFixed(1)} MB, median of ${rounds} rounds`);
for (const [name, measured] of times) {
  const median = measured.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  console.log(
    `${name.padEnd(40)} ${median.toFixed(0).padStart(7)} ms ${(megabytes / (median / 1000)).toFixed(1).padStart(7)} MB/s`,
  );
}
