import { type Address, type AddressRange, formatAddress, rangeContains, rangeOf } from '../../model/address.ts';
import { compare } from '../../model/compare.ts';
import { fullName } from '../../model/metadata.ts';
import type { Pod } from '../../model/pod.ts';
import {
  clientsOf,
  type Endpoint,
  outsideOf,
  type PolicyEngine,
  parseReference,
  ReferenceSyntaxError,
  resolveReference,
  UnknownObjectError,
} from '../../policy/index.ts';
import type { FlowEnd } from '../flows/flow.ts';
import { podFromLabels } from './virtual-pod.ts';

/** What an end of a flow is to the policies of now. */
export interface Identity {
  /** What people call it: `shop/web`, `node/worker-1`, a range of addresses outside. */
  readonly name: string;
  /** Equal keys mean equal endpoints. */
  readonly key: string;
  /** Those that it may have been; several where a workload is named and none of its pods. */
  readonly endpoints: readonly Endpoint[];
  /** Set for a pod that is gone, and is judged by the labels that the flow has. */
  readonly byLabels?: true;
}

/** Nothing in the input is the end of a flow; why, as a clause. */
export interface Unidentified {
  readonly name: string;
  readonly key: string;
  readonly unknown: string;
}

/** Finds out who the ends of flows are: by the pod's name, by its address at that time, by what the log says of it. */
export class Identifier {
  private readonly engine: PolicyEngine;
  private readonly outside: readonly AddressRange[];
  private readonly known = new Map<string, Identity | Unidentified>();

  constructor(engine: PolicyEngine) {
    this.engine = engine;
    this.outside = outsideOf(engine).map(({ range }) => range);
  }

  /** `time` is that of the flow, RFC 3339. */
  identify(end: FlowEnd, time: string | undefined): Identity | Unidentified {
    const { namespace, pod, labels, address, reference, node } = end;
    if (reference !== undefined) return this.once(`reference ${reference}`, () => this.byReference(reference));
    if (pod !== undefined) {
      const found = this.engine.cluster.pod(namespace ?? '', pod);
      if (found !== undefined) return this.ofPod(found);
    } else if (address !== undefined) {
      const found = node === undefined ? this.byAddress(address, time) : this.ofNode(address, node);
      if (found !== undefined) return found;
    }
    if (namespace !== undefined && (labels !== undefined || end.workload !== undefined)) {
      const key = JSON.stringify([namespace, [...(labels ?? [])].sort(([a], [b]) => compare(a, b)), end.workload]);
      return this.once(`gone ${key}`, () => this.byDescription(end, namespace, key));
    }
    return nobody(end, 'nothing in the input is it');
  }

  private ofPod(pod: Pod): Identity {
    const key = `pod ${fullName(pod)}`;
    return this.once(key, () => {
      return { name: fullName(this.engine.cluster.workloadOf(pod)), key, endpoints: [{ kind: 'pod', pod }] };
    }) as Identity;
  }

  /** Undefined where the address was another's at that time. */
  private byAddress(address: Address, time: string | undefined): Identity | Unidentified | undefined {
    const owner = this.engine.cluster.ownerOf(address);
    if (owner?.kind === 'pod') return existedAt(owner.pod, time) ? this.ofPod(owner.pod) : undefined;
    if (owner?.kind === 'node') return this.ofNode(address, owner.node.name);
    if (owner?.kind === 'service') {
      const name = `service ${fullName(owner.service)}`;
      return { name, key: name, unknown: 'it is the address of a Service, and policies see the pods behind it' };
    }
    const range = this.outside.find((candidate) => rangeContains(candidate, address));
    if (range === undefined) return undefined;
    const key = `outside ${range.family} ${range.start}`;
    return this.once(key, () => ({ name: 'outside', key, endpoints: [{ kind: 'range', range }] }));
  }

  private ofNode(address: Address, name: string): Identity {
    const owner = this.engine.cluster.ownerOf(address);
    const node = owner?.kind === 'node' ? owner.node : this.engine.cluster.node(name);
    const text = `node/${node?.name ?? (name === '' ? formatAddress(address) : name)}`;
    const key = `${text} ${formatAddress(address)}`;
    const endpoint: Endpoint = { kind: 'range', range: rangeOf(address), ...(node !== undefined && { node }) };
    return { name: text, key, endpoints: [endpoint] };
  }

  private byDescription(end: FlowEnd, namespace: string, key: string): Identity | Unidentified {
    const { cluster } = this.engine;
    const { workload, labels } = end;
    const present = workload && cluster.podsOf({ ...workload, namespace });
    const name = `${namespace}/${workload?.name ?? end.pod ?? 'unknown'}`;
    if (labels !== undefined) {
      const pod = podFromLabels(namespace, end.pod ?? workload?.name ?? 'gone', labels, present?.[0], end.address);
      return { name, key: `gone ${key}`, endpoints: [{ kind: 'pod', pod }], byLabels: true };
    }
    if (present === undefined || present.length === 0)
      return nobody(end, 'it is gone, and the flow has no labels of it');
    return { name, key: `gone ${key}`, endpoints: present.map((pod) => ({ kind: 'pod', pod })) };
  }

  private byReference(text: string): Identity | Unidentified {
    const key = `reference ${text}`;
    try {
      const resolved = resolveReference(this.engine.cluster, parseReference(text));
      if (resolved.kind === 'service')
        return { name: text, key, unknown: 'a Service is no end: policies see its pods' };
      if (resolved.kind === 'pod') return this.ofPod(resolved.pod);
      const name = resolved.kind === 'workload' ? fullName(resolved.workload) : text;
      const endpoints = clientsOf(this.engine, resolved);
      return endpoints.length === 0 ? { name, key, unknown: 'it has no pods' } : { name, key, endpoints };
    } catch (error) {
      if (!(error instanceof UnknownObjectError || error instanceof ReferenceSyntaxError)) throw error;
      return { name: text, key, unknown: error.message };
    }
  }

  private once(key: string, find: () => Identity | Unidentified): Identity | Unidentified {
    const known = this.known.get(key) ?? find();
    this.known.set(key, known);
    return known;
  }
}

function nobody({ namespace, pod, workload, address }: FlowEnd, unknown: string): Unidentified {
  const own = pod ?? workload?.name;
  const name = own === undefined ? address && formatAddress(address) : [namespace, own].filter(Boolean).join('/');
  return { name: name ?? 'unknown', key: `unknown ${name ?? ''}`, unknown };
}

/** An address is given to a pod when it is made; one whose beginning is not known may always have been there. */
function existedAt({ createdAt }: Pod, time: string | undefined): boolean {
  if (createdAt === undefined || time === undefined) return true;
  const [start, now] = [Date.parse(createdAt), Date.parse(time)];
  return !Number.isFinite(start) || !Number.isFinite(now) || start <= now;
}
