import {
  type ConnectionSet,
  formatConnections,
  intersectConnections,
  isEmptyConnections,
  unionConnections,
} from '../../../model/connection-set.ts';
import { fullName } from '../../../model/metadata.ts';
import { partyOf } from '../../endpoint.ts';
import { letThrough } from '../../evaluate/matching.ts';
import { inOrder } from '../../evaluate/question.ts';
import type { Direction, Peer, PodSelection, Policy, PortRule } from '../../policy.ts';
import { settledSettings } from '../../profile.ts';
import type { LintContext, PlacedRule } from '../context.ts';
import { type Found, foundIn, type LintRule } from '../rule.ts';

export const oneSidedEgress: LintRule = {
  code: 'NW502',
  title: 'An egress rule to pods that do not let anybody in from there',
  severity: 'warning',
  find: (context) => oneSided(context, 'egress'),
};

export const oneSidedIngress: LintRule = {
  code: 'NW503',
  title: 'An ingress rule for pods that may not go there',
  severity: 'warning',
  find: (context) => oneSided(context, 'ingress'),
};

/** Peers that no pair of pods profits from, as the other end denies them all. */
function oneSided(context: LintContext, direction: Direction): readonly Found[] {
  return context.rules
    .filter(({ direction: own, rule }) => own === direction && rule.action === 'allow')
    .flatMap((placed) => (placed.rule.peers ?? []).flatMap((peer) => deniedThere(context, placed, peer)));
}

/** Pairs that are looked at for one peer; one of more is taken to be of use. */
const maximumPairs = 20_000;

function deniedThere(context: LintContext, { policy, direction, rule }: PlacedRule, peer: Peer): readonly Found[] {
  // Who names every pod there is means one that is perhaps not in the input.
  if (peer.kind !== 'pods' || isEverybody(peer)) return [];
  const others = context.podClassesOf(policy, peer);
  const own = [...new Set(context.podsOf(policy).flatMap((pod) => context.classOf(pod) ?? []))];
  if (own.length * others.length > maximumPairs) return [];
  const opened: ConnectionSet[] = [];
  for (const subject of own) {
    for (const other of others) {
      const pair = direction === 'egress' ? ([subject, other] as const) : ([other, subject] as const);
      const wanted = ownPart(context, pair, direction, peer, rule.ports);
      if (isEmptyConnections(wanted) || isOnePod(context, pair)) continue;
      if (!isEmptyConnections(intersectConnections(wanted, otherPart(context, pair, direction)))) return [];
      opened.push(wanted);
    }
  }
  return opened.length === 0 ? [] : [foundPeer(context, policy, direction, peer, unionConnections(opened))];
}

function isEverybody({ namespaces, pods }: PodSelection): boolean {
  return namespaces?.requirements.length === 0 && (pods?.requirements.length ?? 0) === 0;
}

/** Clients and servers, by their classes. */
type ClassPair = readonly [from: number, to: number];

/** What the rule opens between two classes. */
function ownPart(
  { engine, sides: { index } }: LintContext,
  [from, to]: ClassPair,
  direction: Direction,
  peer: Peer,
  ports: readonly PortRule[] | undefined,
): ConnectionSet {
  const [client, server] = [index.classes[from]?.endpoint, index.classes[to]?.endpoint];
  if (client === undefined || server === undefined) return unionConnections([]);
  const question = { from: partyOf(client, undefined), to: partyOf(server, undefined) };
  return letThrough({ source: engine, question, direction, settings: settledSettings(engine.profile) }, peer, ports);
}

/** What the policies at the other end may let through. */
function otherPart({ sides }: LintContext, [from, to]: ClassPair, direction: Direction): ConnectionSet {
  const rows = direction === 'egress' ? sides.ingress : sides.egress;
  const row = rows.row((direction === 'egress' ? sides.ingressRow[to] : sides.egressRow[from]) ?? -1);
  return sides.outcomes.possible(rows.outcome(row, direction === 'egress' ? from : to));
}

/** A pod always reaches itself. */
function isOnePod({ sides: { index } }: LintContext, [from, to]: ClassPair): boolean {
  return from === to && index.classes[from]?.pods.length === 1;
}

function foundPeer(
  context: LintContext,
  policy: Policy,
  direction: Direction,
  peer: Peer,
  opened: ConnectionSet,
): Found {
  const there = direction === 'egress' ? 'ingress' : 'egress';
  const pods = context.podsOfPeer(policy, peer);
  const [first] = pods;
  const who = first === undefined ? '' : `${fullName(first)}${pods.length > 1 ? ` and ${pods.length - 1} more` : ''}`;
  const ports = formatConnections(opened);
  const message =
    direction === 'egress'
      ? `it opens ${ports} to ${who}, and no ${there} policy there lets these pods in`
      : `it lets in ${ports} from ${who}, and no ${there} policy there lets them out to these pods`;
  const deciding = first === undefined ? [] : inOrder(context.engine.applying(first, there)).slice(0, 3);
  return foundIn(policy, peer.path, message, {
    detail: ports,
    related: deciding.map((other) => ({
      source: other.source,
      path: ['spec'],
      message: `${fullName(other)} decides ${there} there`,
    })),
  });
}
