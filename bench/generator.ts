import type { JsonObject, Manifest } from '../src/model/index.ts';

/** A cluster of so many pods, ten in a namespace, with three policies for ten pods: the same objects at each call. */
export function classesCluster(pods: number): readonly Manifest[] {
  const namespaces = Math.ceil(pods / 10);
  return [
    ...range(namespaces).map((index) => namespace(index)),
    ...range(pods).map((index) => pod(index)),
    ...range(Math.ceil((pods * 3) / 10)).map((index) => policy(index, namespaces)),
  ].map((value) => ({ value, source: { file: { path: 'generated', text: '' }, document: 0, start: 0, end: 0 } }));
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}

function namespace(index: number): JsonObject {
  const labels = { team: `team-${index % 20}` };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `ns-${index}`, labels } };
}

function pod(index: number): JsonObject {
  const labels = {
    app: `app-${index % 5}`,
    tier: ['web', 'api', 'db'][index % 3] ?? '',
    'pod-template-hash': `${index % 97}`,
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${index}`, namespace: `ns-${Math.floor(index / 10)}`, uid: `${index}`, labels },
    spec: {
      nodeName: `node-${index % 100}`,
      containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8080 }] }],
    },
    status: { phase: 'Running', podIP: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}` },
  };
}

/** By turns: by app, by team of the namespace, by address. */
function policy(index: number, namespaces: number): JsonObject {
  const peers = [
    { podSelector: { matchLabels: { tier: 'web' } } },
    {
      namespaceSelector: { matchLabels: { team: `team-${index % 20}` } },
      podSelector: { matchLabels: { tier: 'api' } },
    },
    { ipBlock: { cidr: `10.${index % 4}.0.0/16`, except: [`10.${index % 4}.${index % 256}.0/24`] } },
  ];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `policy-${index}`, namespace: `ns-${index % namespaces}` },
    spec: {
      podSelector: { matchLabels: { app: `app-${index % 5}` } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [peers[index % 3] ?? {}], ports: [{ port: index % 2 === 0 ? 'http' : 8080 }] }],
    },
  };
}
