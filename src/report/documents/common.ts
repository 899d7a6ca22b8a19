import type { PolicyKnowledge } from '../../diagnose/index.ts';
import { type Input, locate } from '../../input/index.ts';
import { formatRange } from '../../model/address.ts';
import { fullName } from '../../model/metadata.ts';
import type { Path, Source } from '../../model/source.ts';
import {
  type Direction,
  describeGap,
  type Endpoint,
  type NearMiss,
  type Policy,
  rulePath,
} from '../../policy/index.ts';

/** The version of the documents that `-o json` prints: fields are added to it, never taken away. */
export type ApiVersion = 'netwhy.dev/v1alpha1';
/** The `apiVersion` of every document. */
export const apiVersion: ApiVersion = 'netwhy.dev/v1alpha1';

/** Where the data come from and how old they are. */
export interface InputDocument {
  /** When the snapshot was taken, RFC 3339; missing for manifests. */
  readonly takenAt?: string;
  readonly form: 'snapshot' | 'cluster-info-dump' | 'manifests';
  /** The version of the API server: `v1.34.0`. */
  readonly serverVersion?: string;
  /** What could not be read from the cluster. */
  readonly missing?: readonly string[];
  /** Whether it tells which network policies there are: see PolicyKnowledge. */
  readonly policies: PolicyKnowledge;
}

/** Says of an input where the data come from and how old they are. */
export function inputDocument({ form, snapshot }: Input, policies: PolicyKnowledge): InputDocument {
  return {
    form,
    ...(snapshot?.takenAt !== undefined && { takenAt: snapshot.takenAt }),
    ...(snapshot?.serverVersion !== undefined && { serverVersion: snapshot.serverVersion }),
    ...(snapshot !== undefined && snapshot.missing.length > 0 && { missing: snapshot.missing }),
    policies,
  };
}

/** What people call an application: the topmost controller of its pods, or a pod without controller. */
export interface WorkloadDocument {
  readonly kind: string;
  readonly name: string;
}

/** A policy, and where it is written: `line` counts from 1. */
export interface PolicyDocument {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
}

/** A rule that almost lets a connection through, and where it is written. */
export interface NearMissDocument {
  /** The stable path of the rule's part: `shop/restrict-server#ingress[0].from[0]`. */
  readonly rule: string;
  readonly direction: Direction;
  /** All that is missing, in one sentence. */
  readonly missing: string;
  /** What would be right, as it would stand in the manifest. */
  readonly instead?: string;
  readonly file?: string;
  readonly line?: number;
}

/** One end of a connection. */
export interface EndpointDocument {
  readonly kind: 'pod' | 'node' | 'range';
  /** `namespace/name` of a pod, the name of a node, or the addresses. */
  readonly name: string;
  /** Which of a node's addresses it is. */
  readonly address?: string;
}

export function endpointDocument(endpoint: Endpoint): EndpointDocument {
  if (endpoint.kind === 'pod') return { kind: 'pod', name: fullName(endpoint.pod) };
  if (endpoint.node !== undefined)
    return { kind: 'node', name: endpoint.node.name, address: formatRange(endpoint.range) };
  return { kind: 'range', name: formatRange(endpoint.range) };
}

export function policyDocument(policy: Policy): PolicyDocument {
  return {
    kind: policy.kind,
    namespace: policy.namespace,
    name: policy.name,
    ...placeOf(policy.source, ['metadata', 'name']),
  };
}

export function nearMissDocument(miss: NearMiss): NearMissDocument {
  const [worst] = miss.gaps;
  return {
    rule: rulePath(miss.policy, nearestPath(miss)),
    direction: miss.direction,
    missing: miss.gaps.map(describeGap).join('; '),
    ...(worst.instead !== undefined && { instead: miss.gaps.flatMap((gap) => gap.instead ?? []).join('; ') }),
    ...placeOf(miss.policy.source, worst.path),
  };
}

/** The path of the rule's peer that comes closest; where there is no rule, of the place where one could be added. */
export function nearestPath({ peer, rule, gaps }: NearMiss): Path {
  return peer?.path ?? rule?.path ?? gaps[0].path;
}

/** File and line of a part of an object. */
export function placeOf(source: Source, path: Path): { readonly file: string; readonly line: number } {
  return { file: source.file.path, line: locate(source, path).line };
}
