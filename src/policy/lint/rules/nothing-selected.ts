import { formatSelector, type Selector, selects } from '../../../model/labels.ts';
import type { Path } from '../../../model/source.ts';
import type { Peer, PodSelection, Policy } from '../../policy.ts';
import type { LintContext, PlacedRule } from '../context.ts';
import { nearestLabel } from '../nearest-label.ts';
import { type Found, foundIn, type LintRule, subjectPath } from '../rule.ts';
import { isUnsatisfiable } from '../selector-sets.ts';

export const emptySubject: LintRule = {
  code: 'NW201',
  title: 'The policy selects no pod',
  severity: 'warning',
  find: (context) =>
    context.hasPods
      ? context.engine.policies
          .filter((policy) => !isContradiction(policy.subject) && context.podsOf(policy).length === 0)
          .map((policy) => foundSubject(context, policy))
      : [],
};

export const emptyPodPeer: LintRule = {
  code: 'NW202',
  title: 'A peer of a rule takes no pod',
  severity: 'warning',
  find: (context) => (context.hasPods ? context.rules.flatMap((placed) => emptyPeers(context, placed)) : []),
};

export const emptyNamespaces: LintRule = {
  code: 'NW203',
  title: 'A namespaceSelector takes no namespace',
  severity: 'warning',
  find: (context) =>
    context.engine.cluster.namespaces.some(({ known }) => known)
      ? selections(context).flatMap(({ policy, selection, path }) =>
          selection.namespaces !== undefined &&
          !isUnsatisfiable(selection.namespaces) &&
          takesNoNamespace(context, selection.namespaces)
            ? [foundNamespaces(context, policy, selection.namespaces, path)]
            : [],
        )
      : [],
};

export const emptyNodes: LintRule = {
  code: 'NW204',
  title: 'A peer takes no node',
  severity: 'warning',
  find: ({ engine, rules }) =>
    engine.cluster.nodes.length === 0
      ? []
      : rules.flatMap(({ policy, rule }) =>
          (rule.peers ?? []).flatMap((peer) =>
            peer.kind === 'nodes' && !engine.cluster.nodes.some((node) => selects(peer.nodes, node.labels))
              ? [foundIn(policy, [...peer.path, 'nodes'], `no node has ${formatSelector(peer.nodes)}`)]
              : [],
          ),
        ),
};

export const contradiction: LintRule = {
  code: 'NW205',
  title: 'A selector that no labels can meet',
  severity: 'warning',
  find: (context) =>
    selections(context).flatMap(({ policy, selection, path }) =>
      [selection.pods, selection.namespaces].flatMap((selector) =>
        selector !== undefined && isUnsatisfiable(selector)
          ? [foundIn(policy, path, `no labels can meet ${formatSelector(selector)}`)]
          : [],
      ),
    ),
};

/** A selection of a policy, and where it stands. */
interface PlacedSelection {
  readonly policy: Policy;
  readonly selection: PodSelection;
  readonly path: Path;
}

/** The subjects of all policies, and their peers. */
function selections({ engine, rules }: LintContext): readonly PlacedSelection[] {
  const subjects = engine.policies.map((policy) => ({ policy, selection: policy.subject, path: subjectPath(policy) }));
  const peers = rules.flatMap(({ policy, rule }) =>
    (rule.peers ?? []).flatMap((peer) => (peer.kind === 'pods' ? [{ policy, selection: peer, path: peer.path }] : [])),
  );
  return [...subjects, ...peers];
}

function isContradiction({ pods, namespaces }: PodSelection): boolean {
  return [pods, namespaces].some((selector) => selector !== undefined && isUnsatisfiable(selector));
}

function takesNoNamespace({ engine }: LintContext, selector: Selector): boolean {
  return !engine.cluster.namespaces.some(({ labels }) => selects(selector, labels));
}

function foundSubject(context: LintContext, policy: Policy): Found {
  const { pods, namespaces } = policy.subject;
  const where = namespaces === undefined ? ` in namespace ${policy.namespace}` : '';
  const what = [pods, namespaces].flatMap((selector) => (selector === undefined ? [] : formatSelector(selector)));
  const asked = what.filter((text) => text !== '').join(' in namespaces with ');
  const message = asked === '' ? `there is no pod${where}` : `no pod${where} has ${asked}`;
  const scope = context.engine.cluster.podsIn(policy.namespace).map(({ labels }) => labels);
  return foundIn(policy, subjectPath(policy), message, nearestLabel(pods, subjectPath(policy), scope));
}

function emptyPeers(context: LintContext, { policy, rule }: PlacedRule): readonly Found[] {
  return (rule.peers ?? []).flatMap((peer) => {
    if (peer.kind !== 'pods' || isContradiction(peer)) return [];
    // That no namespace is taken is a finding of its own.
    if (peer.namespaces !== undefined && takesNoNamespace(context, peer.namespaces)) return [];
    return context.podClassesOf(policy, peer).length > 0 ? [] : [foundPeer(context, policy, peer)];
  });
}

function foundPeer({ engine }: LintContext, policy: Policy, peer: Peer & PodSelection): Found {
  const { cluster } = engine;
  const selector = formatSelector(peer.pods ?? { requirements: [] });
  const { namespaces } = peer;
  const inScope =
    namespaces === undefined
      ? [cluster.namespace(policy.namespace)]
      : cluster.namespaces.filter(({ labels }) => selects(namespaces, labels));
  const where =
    namespaces === undefined ? `in namespace ${policy.namespace}` : `in a namespace with ${formatSelector(namespaces)}`;
  const text = namespaces?.requirements.length === 0 ? 'in any namespace' : where;
  const message = selector === '' ? `there is no pod ${text}` : `no pod ${text} has ${selector}`;
  const scope = inScope.flatMap(({ name }) => cluster.podsIn(name)).map(({ labels }) => labels);
  return foundIn(policy, peer.path, message, nearestLabel(peer.pods, [...peer.path, 'podSelector'], scope));
}

function foundNamespaces({ engine }: LintContext, policy: Policy, selector: Selector, path: Path): Found {
  const labels = engine.cluster.namespaces.map((namespace) => namespace.labels);
  const message = `no namespace has ${formatSelector(selector)}`;
  return foundIn(policy, path, message, nearestLabel(selector, [...path, 'namespaceSelector'], labels));
}
