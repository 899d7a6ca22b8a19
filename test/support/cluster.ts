import { type InputFile, readInput } from '../../src/input/index.ts';
import type { Manifest } from '../../src/model/index.ts';
import {
  type Answer,
  type Applied,
  type Connectivity,
  clientsOf,
  connectivity,
  type EngineOptions,
  PolicyEngine,
  parseReference,
  parseTarget,
  resolveReference,
  type Target,
  targetOf,
} from '../../src/policy/index.ts';

/** The manifests of YAML text, read as a file would be; text that cannot be read is an error. */
export function manifestsOf(...documents: readonly string[]): readonly Manifest[] {
  const file: InputFile = { path: 'test.yaml', bytes: new TextEncoder().encode(documents.join('\n---\n')) };
  const { manifests, problems } = readInput([file]);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return manifests;
}

export function put(engine: PolicyEngine, ...documents: readonly string[]): Applied {
  return engine.apply(manifestsOf(...documents).map((manifest) => ({ type: 'put', manifest })));
}

/** An engine that holds these documents; one that it does not take is an error. */
export function cluster(...documents: readonly string[]): PolicyEngine {
  return clusterWith({}, ...documents);
}

export function clusterWith(options: EngineOptions, ...documents: readonly string[]): PolicyEngine {
  const engine = new PolicyEngine(options);
  const { problems } = put(engine, ...documents);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return engine;
}

export interface PodText {
  readonly labels?: Readonly<Record<string, string>>;
  readonly ips?: readonly string[];
  /** `name:number/PROTOCOL`. */
  readonly ports?: readonly string[];
  readonly initContainers?: readonly object[];
  readonly node?: string;
  readonly hostIP?: string;
  readonly hostNetwork?: boolean;
  readonly phase?: string;
}

/** A pod as a document; without labels it has `app: <its name>`. */
export function pod(fullName: string, text: PodText = {}): string {
  const { namespace, name } = split(fullName);
  const { labels = { app: name }, ips = [], ports = [], initContainers = [], phase = 'Running' } = text;
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels },
    spec: {
      containers: [{ name: 'main', ports: ports.map(containerPort) }],
      initContainers,
      nodeName: text.node,
      hostNetwork: text.hostNetwork,
    },
    status: { phase, podIP: ips[0], podIPs: ips.map((ip) => ({ ip })), hostIP: text.hostIP },
  });
}

/** `name:number/PROTOCOL`, of which the protocol may be missing. */
export function containerPort(text: string): object {
  const [name, rest = ''] = text.split(':');
  const [number, protocol] = rest.split('/');
  return { name, containerPort: Number(number), protocol };
}

export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}

export function node(name: string, ...addresses: readonly string[]): string {
  const status = { addresses: addresses.map((address) => ({ type: 'InternalIP', address })) };
  return JSON.stringify({ apiVersion: 'v1', kind: 'Node', metadata: { name }, status });
}

/** A NetworkPolicy of which the spec is given as YAML. */
export function policy(fullName: string, spec: string): string {
  return object('networking.k8s.io/v1', 'NetworkPolicy', fullName, spec);
}

/** A Service of which the spec is given as YAML. */
export function service(fullName: string, spec: string): string {
  return object('v1', 'Service', fullName, spec);
}

/** Any object of which the spec is given as YAML. */
export function object(apiVersion: string, kind: string, fullName: string, spec: string): string {
  const { namespace, name } = split(fullName);
  const metadata = JSON.stringify({ name, namespace });
  const indented = spec.replaceAll('\n', '\n  ');
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: ${metadata}\nspec:\n  ${indented}`;
}

/** `namespace/name`, or the name of something cluster-wide. */
function split(fullName: string): { readonly namespace?: string; readonly name: string } {
  const [first = '', second] = fullName.split('/');
  return second === undefined ? { name: first } : { namespace: first, name: second };
}

/** What a command line would ask: an endpoint, and a target with its port. */
export function ask(engine: PolicyEngine, from: string, to: string, inNamespace?: string): Connectivity | undefined {
  const clients = clientsOf(engine, resolveReference(engine.cluster, parseReference(from), inNamespace));
  return connectivity(engine, clients, target(engine, to, inNamespace));
}

export function target({ cluster }: PolicyEngine, to: string, inNamespace?: string): Target {
  const { endpoint, port, protocol } = parseTarget(to);
  return targetOf(cluster, resolveReference(cluster, endpoint, inNamespace), port, protocol);
}

/** The verdict alone; an error where there is nobody to connect from or to. */
export function verdict(engine: PolicyEngine, from: string, to: string): Answer {
  const answer = ask(engine, from, to);
  if (answer === undefined) throw new Error(`${from} → ${to} leads nowhere`);
  return answer.verdict;
}
