import { type Address, type AddressRange, formatAddress, rangeContains, rangeOf } from '../../model/address.ts';
import { fullName } from '../../model/metadata.ts';
import { isPlanned } from '../../model/pod.ts';
import { formatEndpoint, type Party } from '../endpoint.ts';
import { blockHas, isOfAllAddresses, matchesPeer, serviceInPlace } from '../evaluate/matching.ts';
import { otherEnd } from '../evaluate/question.ts';
import type { BlockPeer, Policy } from '../policy.ts';
import type { Attempt } from './attempt.ts';
import { costs, type Gap } from './gap.ts';

/** Why a block does not take the other end, of which evaluation says that it does not. */
export function blockGap(attempt: Attempt, policy: Policy, peer: BlockPeer): Gap {
  const { addresses, who, why } = endMet(attempt, peer);
  const [address] = addresses;
  const path = [...peer.path, 'ipBlock'];
  if (address === undefined) return { path, ...withoutAddress(attempt, peer, who) };
  const exact: BlockPeer = { ...peer, range: rangeOf(address), except: [] };
  if (!matchesPeer(attempt.side, policy, exact)) {
    const cost = blockHas(peer, rangeOf(address)) ? costs.near : costs.other;
    return { ...uselessBlock(attempt, address), path, cost };
  }
  const inside = addresses.find((candidate) => rangeContains(peer.range, candidate));
  if (inside !== undefined) {
    const hole = peer.except.findIndex((range) => rangeContains(range, inside));
    const missing = `\`except\` takes ${formatAddress(inside)} out again`;
    return { kind: 'except', path: [...path, 'except', hole], missing, ...why, cost: costs.near };
  }
  const missing = `${formatAddress(address)} (${who}) is not in ${peer.cidr}`;
  const cost = isJustOutside(peer.range, address) ? costs.near : costs.other;
  return { kind: 'range', path: [...path, 'cidr'], missing, ...why, cost };
}

/** Of an end that has no address yet. */
function withoutAddress({ side }: Attempt, peer: BlockPeer, who: string): Omit<Gap, 'path'> {
  const other = otherEnd(side);
  if (other.kind !== 'pod' || !isPlanned(other.pod) || !isOfAllAddresses(peer)) {
    return { kind: 'range', missing: `${who} has no address that ${peer.cidr} could hold`, cost: costs.other };
  }
  const missing = `${who} ${other.family === undefined ? 'may get' : 'gets'} an address of the other family, which ${peer.cidr} does not hold`;
  return { kind: 'range', missing, cost: costs.near };
}

/** Whom a block meets at the other end, by which addresses. */
interface EndMet {
  readonly addresses: readonly Address[];
  readonly who: string;
  readonly why: Pick<Gap, 'why'>;
}

function endMet({ engine, side }: Attempt, peer: BlockPeer): EndMet {
  const other = otherEnd(side);
  const service = serviceInPlace(side, peer);
  if (service === undefined) return { addresses: addressesOf(other), who: formatEndpoint(other), why: {} };
  const why = `on ${engine.profile.name} an ipBlock meets the Service's address, not that of ${formatEndpoint(other)}`;
  return { addresses: service.addresses, who: `Service ${service.service}`, why: { why } };
}

/** Of a range the first, which speaks for all; see `atoms.ts`. */
function addressesOf(party: Party): readonly Address[] {
  if (party.kind === 'range') return [{ family: party.range.family, value: party.range.start }];
  return party.address === undefined ? [] : [party.address];
}

/** Where not even a block of this one address would do. */
function uselessBlock({ engine, side }: Attempt, address: Address): Pick<Gap, 'kind' | 'missing'> {
  const other = otherEnd(side);
  const suffix = `on ${engine.profile.name}, not even ${formatAddress(address)}`;
  if (other.kind === 'pod' && !other.pod.hostNetwork) {
    return { kind: 'block-matches-no-pod', missing: `an ipBlock matches no pod ${suffix}` };
  }
  const owner = other.kind === 'pod' ? ` (${fullName(other.pod)} is on the host network)` : '';
  return { kind: 'block-matches-no-node', missing: `an ipBlock matches no node ${suffix}${owner}` };
}

/** Within one more bit of prefix. */
function isJustOutside({ family, start, end }: AddressRange, address: Address): boolean {
  const size = (end - start) * 2n;
  const wider = (start / size) * size;
  return rangeContains({ family, start: wider, end: wider + size }, address);
}
