import { compare } from '../../model/compare.ts';
import { isPlanned, type Pod, servingContainers } from '../../model/pod.ts';
import type { PolicyEngine } from '../engine.ts';
import type { ForeignPolicy } from '../foreign/foreign-policy.ts';
import { directions } from '../policy.ts';
import { AddressAtoms } from './address-atoms.ts';
import { describeLabels, type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** What a question tells apart beyond what policies do. */
export interface Distinction {
  /** Whether the answer depends on which pods are on one node: only the traffic of nodes themselves does. */
  readonly nodes: boolean;
  /** The names of ports that the question asks about. */
  readonly portNames: readonly string[];
}

/** A pod of the host network is its node to pods on the same one. */
export function nodesMatterTo(pods: readonly Pod[]): boolean {
  return pods.some((pod) => pod.hostNetwork);
}

/**
 * Numbers pods so that those that no policy can tell apart have one number: a question is asked once for two such
 * classes.
 */
export function classesOf(
  engine: PolicyEngine,
  pods: readonly Pod[],
  distinction: Distinction,
  vocabulary: Vocabulary = vocabularyOf(engine.policies),
): ReadonlyMap<Pod, number> {
  const portNames = new Set([...vocabulary.portNames, ...distinction.portNames]);
  const describe = podDescriber(engine, { ...vocabulary, portNames }, distinction.nodes);
  const numbers = new Map<string, number>();
  const classes = new Map<Pod, number>();
  for (const pod of pods) {
    const key = describe(pod);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    classes.set(pod, number);
  }
  return classes;
}

/**
 * Describes a pod by all that policies of a vocabulary can tell of it: in two clusters, pods with one description are alike
 * to one policy.
 */
export function podDescriber(engine: PolicyEngine, vocabulary: Vocabulary, nodesMatter: boolean): (pod: Pod) => string {
  const describeNamespace = namespaceDescriber(engine, vocabulary);
  const atoms = { 4: new AddressAtoms(4, vocabulary.ranges), 6: new AddressAtoms(6, vocabulary.ranges) };
  return (pod) => {
    const host = pod.hostNetwork ? 'host' : '';
    const addresses = pod.addresses
      .map((address) => `${address.family}:${atoms[address.family].blockAround(address)}`)
      .sort();
    const node = nodesMatter || (pod.hostNetwork && vocabulary.hasNodePeers) ? describeNode(engine, pod) : '';
    return [
      describeNamespace(pod.namespace),
      describeLabels(pod.labels, vocabulary.podLabels),
      vocabulary.portNames.size === 0 ? '' : describePorts(pod, vocabulary.portNames),
      host,
      node,
      // What a planned pod may get is told from the others of its cluster.
      isPlanned(pod) ? `planned ${engine.cluster.podFamilies.join()}` : addresses.join(','),
      engine.foreignPolicies.length === 0 ? '' : describeForeign(engine, pod),
    ].join('|');
  };
}

function describeNode({ cluster }: PolicyEngine, { node: name }: Pod): string {
  if (name === undefined) return '';
  const labels = [...(cluster.node(name)?.labels ?? [])].sort(([a], [b]) => compare(a, b));
  return JSON.stringify([name, ...labels]);
}

function namespaceDescriber(engine: PolicyEngine, vocabulary: Vocabulary): (name: string) => string {
  const own = new Map([...vocabulary.namespaces].map((name, index) => [name, index]));
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const { labels } = engine.cluster.namespace(name);
    const text = `${own.get(name) ?? ''}/${describeLabels(labels, vocabulary.namespaceLabels)}`;
    known.set(name, text);
    return text;
  };
}

export function describePorts(pod: Pod, names: ReadonlySet<string>): string {
  return servingContainers(pod)
    .flatMap((container) => container.ports)
    .filter(({ name }) => name !== undefined && names.has(name))
    .map(({ name, port, protocol }) => `${name}=${port}/${protocol}`)
    .sort()
    .join(',');
}

function describeForeign(engine: PolicyEngine, pod: Pod): string {
  const nameOf = ({ kind, namespace, name }: ForeignPolicy) => `${kind}/${namespace}/${name}`;
  return directions.map((direction) => engine.foreignFor(pod, direction).map(nameOf).join(',')).join(';');
}
