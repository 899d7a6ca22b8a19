import type { Address, Family } from './address.ts';
import type { Node } from './node.ts';
import type { Pod } from './pod.ts';
import type { Service } from './service.ts';

/** The object that an address belongs to. */
export type AddressOwner =
  | { readonly kind: 'pod'; readonly pod: Pod }
  | { readonly kind: 'node'; readonly node: Node }
  | { readonly kind: 'service'; readonly service: Service };

/** Who has an address: of several the first of the nodes, then of the pods, then of the Services. */
export class AddressOwners {
  private readonly byValue: Readonly<Record<Family, Map<bigint, AddressOwner>>> = { 4: new Map(), 6: new Map() };

  constructor(nodes: readonly Node[], pods: readonly Pod[], services: readonly Service[]) {
    for (const node of nodes) this.claim(node.addresses, { kind: 'node', node });
    for (const pod of pods) this.claim(pod.addresses, { kind: 'pod', pod });
    for (const service of services) {
      this.claim([...service.clusterAddresses, ...service.externalAddresses], { kind: 'service', service });
    }
  }

  ownerOf({ family, value }: Address): AddressOwner | undefined {
    return this.byValue[family].get(value);
  }

  private claim(addresses: readonly Address[], owner: AddressOwner): void {
    for (const { family, value } of addresses) {
      if (!this.byValue[family].has(value)) this.byValue[family].set(value, owner);
    }
  }
}
