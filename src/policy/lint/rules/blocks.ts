import { type AddressRange, cidrsOf, parseCidr } from '../../../model/address.ts';
import { fullName } from '../../../model/metadata.ts';
import type { Pod } from '../../../model/pod.ts';
import type { Path } from '../../../model/source.ts';
import { quote } from '../../near-miss/quote.ts';
import type { BlockPeer, Policy, Rule } from '../../policy.ts';
import type { LintContext, PlacedRule } from '../context.ts';
import { type Found, foundIn, type LintRule } from '../rule.ts';
import { valueAt } from '../value-at.ts';

export const looseCidr: LintRule = {
  code: 'NW407',
  title: 'A CIDR that is not in its canonical form',
  severity: 'warning',
  find: (context) => blocks(context).flatMap(([{ policy }, peer]) => looseCidrs(context, policy, peer)),
};

export const blockOfPods: LintRule = {
  code: 'NW408',
  title: 'An ipBlock that covers addresses of pods',
  severity: 'info',
  find: (context) =>
    blocks(context)
      .filter(([{ policy }]) => policy.tier === 'network')
      .flatMap(([{ policy }, peer]) => coveredPods(context, policy, peer)),
};

export const oneFamily: LintRule = {
  code: 'NW409',
  title: 'All IPv4 addresses, and no IPv6',
  severity: 'info',
  find: (context) =>
    hasIPv6(context)
      ? blocks(context).flatMap(([{ policy, rule }, peer]) =>
          isAllOfIPv4(peer.range) && !hasIPv6Block(rule)
            ? [foundIn(policy, peer.path, 'the cluster has IPv6 too, of which 0.0.0.0/0 has no address: add ::/0')]
            : [],
        )
      : [],
};

export const serviceAddress: LintRule = {
  code: 'NW410',
  title: "A Service's address in an ipBlock",
  severity: 'warning',
  find: (context) =>
    blocks(context).flatMap(([{ policy, direction }, peer]) =>
      direction === 'egress' ? serviceOf(context, policy, peer) : [],
    ),
};

function blocks({ rules }: LintContext): readonly (readonly [PlacedRule, BlockPeer])[] {
  return rules.flatMap((placed) =>
    (placed.rule.peers ?? []).flatMap((peer) => (peer.kind === 'block' ? [[placed, peer] as const] : [])),
  );
}

function looseCidrs(context: LintContext, policy: Policy, peer: BlockPeer): readonly Found[] {
  const manifest = context.manifestAt(policy.source);
  const blockPath = [...peer.path, 'ipBlock'];
  const except = valueAt(manifest, [...blockPath, 'except']);
  const holes = Array.isArray(except) ? except.map((text: unknown, index) => [text, index] as const) : [];
  const isNetwork = policy.tier !== 'network';
  return [
    ...loose(policy, isNetwork ? peer.path : [...blockPath, 'cidr'], peer.cidr, isNetwork ? '' : 'cidr: '),
    ...holes.flatMap(([text, index]) =>
      typeof text === 'string' ? loose(policy, [...blockPath, 'except', index], text, '') : [],
    ),
  ];
}

/** Newer API servers warn of these, or refuse them (Kubernetes 1.34, "strict IP/CIDR validation"). */
function loose(policy: Policy, path: Path, text: string, key: string): readonly Found[] {
  const range = parseCidr(text);
  const [canonical] = range === undefined ? [] : cidrsOf(range);
  if (canonical === undefined || canonical === text) return [];
  return [foundIn(policy, path, `${quote(text)} is read as ${canonical}`, { instead: `${key}${quote(canonical)}` })];
}

function coveredPods(context: LintContext, policy: Policy, peer: BlockPeer): readonly Found[] {
  const { profile } = context.engine;
  const { classes } = context.sides.index;
  let first: Pod | undefined;
  let count = 0;
  for (const number of context.podClassesOf(policy, peer)) {
    const pods = classes[number]?.pods ?? [];
    if (pods[0]?.hostNetwork === true) continue;
    first ??= pods[0];
    count += pods.length;
  }
  if (first === undefined) return [];
  const who = count === 1 ? fullName(first) : `${fullName(first)} and ${count - 1} more`;
  const does =
    profile.settings.ipBlockMatchesPods === 'no'
      ? `on ${profile.name} it does not take them all the same`
      : 'most dataplanes take them, Cilium does not; select pods by labels';
  return [foundIn(policy, peer.path, `${peer.cidr} has the addresses of ${who}: ${does}`, { detail: peer.cidr })];
}

function serviceOf({ engine }: LintContext, policy: Policy, { path, range, cidr }: BlockPeer): readonly Found[] {
  if (range.end - range.start !== 1n || engine.profile.settings.serviceTranslation === 'after policy') return [];
  const owner = engine.cluster.ownerOf({ family: range.family, value: range.start });
  if (owner?.kind !== 'service') return [];
  const name = fullName(owner.service);
  const message = `${cidr} is Service ${name}: most dataplanes see the pod behind it, and the rule never matches`;
  return [foundIn(policy, path, message)];
}

function hasIPv6({ engine }: LintContext): boolean {
  return engine.cluster.livePods.some(({ addresses }) => addresses.some(({ family }) => family === 6));
}

function hasIPv6Block({ peers = [] }: Rule): boolean {
  return peers.some((peer) => peer.kind === 'block' && peer.range.family === 6);
}

function isAllOfIPv4({ family, start, end }: AddressRange): boolean {
  return family === 4 && end - start === 1n << 32n;
}
