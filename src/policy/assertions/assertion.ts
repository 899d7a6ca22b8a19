import type { Selector } from '../../model/labels.ts';
import type { Path, Source } from '../../model/source.ts';
import type { PortSpan } from '../port-spans.ts';
import type { Reference } from '../reference/parse.ts';

/** A file's assertions about who may connect to whom: `kind: ConnectivityTest`. docs/connectivity-tests.md is its page. */
export interface ConnectivityTest {
  /** `metadata.name`; empty where it has none. */
  readonly name: string;
  /** `metadata.namespace`: the namespace of names and pod selectors that name none. */
  readonly namespace?: string;
  /** First those of `allow`, then those of `deny`, as they are written. */
  readonly assertions: readonly Assertion[];
  readonly source: Source;
}

/**
 * One entry of `allow` or `deny`. The first holds where every pair of a client and a server is allowed, the second where
 * none is. A pod and itself are no pair.
 */
export interface Assertion {
  readonly expects: 'allow' | 'deny';
  /** Where it stands in the object: `['deny', 0]`. */
  readonly path: Path;
  /** The name that it was given. */
  readonly name?: string;
  /** Who connects: all of these. */
  readonly from: readonly End[];
  /** To whom: all of these. */
  readonly to: readonly End[];
  /** Undefined: a connection in one step. */
  readonly via?: Via;
}

/** The way of connections that take several steps. */
export type Via =
  /** Through any pods, in one step or more. */
  | { readonly kind: 'any' }
  /** As `any`, but through none of these, and not from or to them either. */
  | { readonly kind: 'except'; readonly ends: readonly End[] }
  /** Through one pod of each end, in this order, and through no others. */
  | { readonly kind: 'steps'; readonly ends: readonly End[] };

/** One end of an assertion, with the ports that it is asked about where it is a server. */
export type End = EndForm & {
  /** Where it stands in the object: `['deny', 0, 'to']`. */
  readonly path: Path;
  /** As it was written, or in the same form. */
  readonly text: string;
  /**
   * Undefined: in `allow`, the ports that the server declares; in `deny`, every port of every protocol.
   */
  readonly ports?: readonly PortWish[];
};

/** The ways to name one end. */
export type EndForm = ReferenceEnd | PodsEnd | OutsideEnd;

/** What a command line would take for an endpoint: a workload, a Service, an address, … */
export interface ReferenceEnd {
  readonly kind: 'reference';
  readonly reference: Reference;
}

/** Pods by labels; those of the whole cluster where it names neither. */
export interface PodsEnd {
  readonly kind: 'pods';
  /** A namespace by its name; not beside `namespaces`. */
  readonly namespace?: string;
  /** Namespaces by their labels. */
  readonly namespaces?: Selector;
  readonly pods?: Selector;
}

/** Every address that belongs to no pod, node or Service of the cluster. */
export interface OutsideEnd {
  readonly kind: 'outside';
}

/** Ports that an assertion names: by number, or by the name that each pod gives to one of its own. */
export type PortWish = PortSpan | { readonly protocol: PortSpan['protocol']; readonly name: string };
