import type { Address } from '../../model/address.ts';
import type { Labels } from '../../model/labels.ts';
import type { Party } from '../endpoint.ts';
import type { Peer, PodPeer } from '../policy.ts';
import { BlockIndex } from './block-index.ts';
import { isOfAllAddresses } from './matching.ts';

/** For fewer peers, a look at each costs less than an index. */
const fewPeers = 32;

const indexes = new WeakMap<readonly Peer[], PeerIndex>();

/**
 * Those of a rule's peers that may take the other end, in their order: all that take it, and perhaps more. `dialled` are
 * the addresses of the Service in front of it.
 */
export function peersThatMayTake(peers: readonly Peer[], party: Party, dialled: readonly Address[]): readonly Peer[] {
  if (peers.length < fewPeers) return peers;
  const index = indexes.get(peers) ?? new PeerIndex(peers);
  indexes.set(peers, index);
  return index.mayTake(party, dialled);
}

class PeerIndex {
  private readonly peers: readonly Peer[];
  private readonly blocks: BlockIndex<number>;
  /** Peers that ask for one value of a label, by its key and value. */
  private readonly byLabel = new Map<string, Map<string, number[]>>();
  private readonly others: number[] = [];

  constructor(peers: readonly Peer[]) {
    this.peers = peers;
    const blocks = [...peers.entries()].flatMap(([index, peer]) =>
      peer.kind === 'block' ? [[peer.range, index] as const] : [],
    );
    this.blocks = new BlockIndex(blocks);
    for (const [index, peer] of peers.entries()) {
      if (peer.kind === 'pods') this.addPods(index, peer);
      // Those of all addresses may take a pod that has none yet.
      else if (peer.kind !== 'block' || isOfAllAddresses(peer)) this.others.push(index);
    }
  }

  mayTake(party: Party, dialled: readonly Address[]): readonly Peer[] {
    const blocks = [...dialled, ...addressOf(party)].flatMap((address) => this.blocks.around(address));
    const pods = party.kind === 'pod' ? this.withLabels(party.pod.labels) : [];
    const found = new Set([...blocks, ...pods, ...this.others]);
    return [...found].sort((a, b) => a - b).flatMap((index) => this.peers[index] ?? []);
  }

  private addPods(index: number, { pods }: PodPeer): void {
    const wanted = pods?.requirements.find(({ operator, values }) => operator === 'In' && values.length === 1);
    const [value] = wanted?.values ?? [];
    if (wanted === undefined || value === undefined) {
      this.others.push(index);
      return;
    }
    const values = this.byLabel.get(wanted.key) ?? new Map<string, number[]>();
    this.byLabel.set(wanted.key, values);
    const known = values.get(value);
    if (known === undefined) values.set(value, [index]);
    else known.push(index);
  }

  private withLabels(labels: Labels): readonly number[] {
    return [...labels].flatMap(([key, value]) => this.byLabel.get(key)?.get(value) ?? []);
  }
}

function addressOf(party: Party): readonly Address[] {
  if (party.kind === 'range') return [{ family: party.range.family, value: party.range.start }];
  return party.address === undefined ? [] : [party.address];
}
