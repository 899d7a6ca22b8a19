import type { AddressRange } from '../../model/address.ts';
import type { Labels, Requirement, Selector } from '../../model/labels.ts';
import { directions, type Peer, type Policy } from '../policy.ts';

/**
 * What policies can tell apart: the labels, names and addresses that any of them mentions. Pods that are alike in all of
 * it are alike to every policy.
 */
export interface Vocabulary {
  /** The namespaces that have policies of their own, for which they are told apart from all others by name. */
  readonly namespaces: ReadonlySet<string>;
  readonly namespaceLabels: LabelVocabulary;
  readonly podLabels: LabelVocabulary;
  /** The names of ports that rules name. */
  readonly portNames: ReadonlySet<string>;
  /** Every `cidr`, `except` and `networks` entry. */
  readonly ranges: readonly AddressRange[];
  /** Whether any rule tells nodes apart. */
  readonly hasNodePeers: boolean;
}

/** The keys of labels that selectors ask for, each with the values that they name. */
export type LabelVocabulary = ReadonlyMap<string, ReadonlySet<string>>;

export function vocabularyOf(policies: readonly Policy[]): Vocabulary {
  const rules = policies.flatMap((policy) => directions.flatMap((direction) => policy[direction] ?? []));
  const peers = rules.flatMap((rule) => rule.peers ?? []);
  const selections = [...policies.map((policy) => policy.subject), ...peers.flatMap(selectionOf)];
  const names = rules.flatMap((rule) => rule.ports ?? []).flatMap(({ port }) => (typeof port === 'string' ? port : []));
  return {
    namespaces: new Set(policies.flatMap(({ namespace }) => (namespace === '' ? [] : namespace))),
    namespaceLabels: labelVocabulary(selections.flatMap(({ namespaces }) => namespaces ?? [])),
    podLabels: labelVocabulary(selections.flatMap(({ pods }) => pods ?? [])),
    portNames: new Set(names),
    ranges: peers.flatMap((peer) => (peer.kind === 'block' ? [peer.range, ...peer.except] : [])),
    hasNodePeers: peers.some((peer) => peer.kind === 'nodes'),
  };
}

/** Labels as selectors see them: the same text for two sets of labels that no selector can tell apart. */
export function describeLabels(labels: Labels, vocabulary: LabelVocabulary): string {
  let text = '';
  for (const [key, values] of vocabulary) {
    const value = labels.get(key);
    if (value === undefined) text += ',';
    else text += values.has(value) ? `=${value},` : '*,';
  }
  return text;
}

function selectionOf(peer: Peer) {
  return peer.kind === 'pods' ? [peer] : [];
}

function labelVocabulary(selectors: readonly Selector[]): LabelVocabulary {
  const vocabulary = new Map<string, Set<string>>();
  for (const { requirements } of selectors) for (const requirement of requirements) addTo(vocabulary, requirement);
  return vocabulary;
}

function addTo(vocabulary: Map<string, Set<string>>, { key, values }: Requirement): void {
  const known = vocabulary.get(key) ?? new Set();
  for (const value of values) known.add(value);
  vocabulary.set(key, known);
}
