import { namespaceNameLabel } from '../../../model/namespace.ts';
import { inOrder } from '../../evaluate/question.ts';
import { directions, type PodSelection, type Policy } from '../../policy.ts';
import type { LintContext } from '../context.ts';
import { type Found, foundIn, type LintRule } from '../rule.ts';

export const openNamespace: LintRule = {
  code: 'NW504',
  title: 'A namespace in which no policy selects a pod',
  severity: 'info',
  find: (context) =>
    context.engine.cluster.namespaces.flatMap(({ name }): readonly Found[] => {
      const { engine } = context;
      const pods = engine.cluster.podsIn(name).filter(({ hostNetwork }) => !hostNetwork);
      const [first] = pods;
      const isSelected = pods.some((pod) =>
        directions.some((direction) => inOrder(engine.applying(pod, direction)).length > 0),
      );
      if (first === undefined || isSelected) return [];
      const message = `no policy selects a pod of namespace ${name}: anybody may connect to them, and they to anything`;
      const object = { kind: 'Namespace', namespace: '', name };
      const source = context.namespaceManifest(name)?.source ?? first.source;
      return [{ object, source, path: ['metadata', 'name'], message, detail: '' }];
    }),
};

export const unknownNamespace: LintRule = {
  code: 'NW505',
  title: 'A namespace of which the labels are not known, though policies ask for them',
  severity: 'info',
  find: (context) => (asksLabels(context) ? unknownNamespaces(context) : []),
};

function asksLabels({ engine, rules }: LintContext): boolean {
  const peers = rules.flatMap(({ rule }) => rule.peers ?? []).flatMap((peer) => (peer.kind === 'pods' ? [peer] : []));
  const selections: readonly PodSelection[] = [...engine.policies.map(({ subject }) => subject), ...peers];
  return selections.some(({ namespaces }) => namespaces?.requirements.some(({ key }) => key !== namespaceNameLabel));
}

/** Told at the first policy of the namespace, or else at its first pod. */
function unknownNamespaces({ engine }: LintContext): readonly Found[] {
  const policies = new Map<string, Policy>();
  for (const policy of engine.policies.toReversed()) policies.set(policy.namespace, policy);
  policies.delete('');
  const names = new Set([...policies.keys(), ...engine.cluster.namespaces.map(({ name }) => name)]);
  return [...names].sort().flatMap((name) => {
    if (engine.cluster.namespace(name).known) return [];
    const message = `Namespace ${name} is not in the input: it is taken to have no label but its name`;
    const policy = policies.get(name);
    if (policy !== undefined) return [foundIn(policy, ['metadata', 'namespace'], message)];
    const [first] = engine.cluster.podsIn(name);
    const object = { kind: 'Namespace', namespace: '', name };
    return first === undefined ? [] : [{ object, source: first.source, path: ['metadata', 'namespace'], message }];
  });
}
