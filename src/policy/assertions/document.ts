/** A file of assertions as people write it, in YAML or JSON. docs/connectivity-tests.md is its page. */
export interface ConnectivityTestDocument {
  readonly apiVersion: 'netwhy.dev/v1alpha1';
  readonly kind: 'ConnectivityTest';
  readonly metadata?: {
    readonly name?: string;
    /** The namespace of names and pod selectors that name none. */
    readonly namespace?: string;
  };
  /** Each holds where every pair of a client and a server is allowed. */
  readonly allow?: readonly AssertionText[];
  /** Each holds where no pair of a client and a server is allowed. */
  readonly deny?: readonly AssertionText[];
}

/** One assertion. */
export interface AssertionText {
  /** What reports call it. */
  readonly name?: string;
  /** Who connects. */
  readonly from: EndText | readonly EndText[];
  /** To whom; a text may end in `:PORT[/PROTOCOL]`. */
  readonly to: EndText | readonly EndText[];
  /**
   * Ports, unless `to` names them: `80`, `53/UDP`, `8000-8080`, or the name of a port. Without any, `allow` means those that the
   * server declares, and `deny` every port of every protocol.
   */
  readonly ports?: readonly (number | string)[];
  /**
   * Connections of several steps: `any` through any pods; `{except: …}` the same, but through none of these; a list through one
   * pod of each, in this order.
   */
  readonly via?: 'any' | { readonly except: EndText | readonly EndText[] } | readonly EndText[];
}

/**
 * One end: `NAMESPACE/KIND/NAME` as on the command line, an address, a range, `*` for all pods, `NAMESPACE/*`,
 * `[NAMESPACE/]KEY=VALUE,…`, `outside`; or selectors.
 */
export type EndText = string | SelectorsText;

/** Pods by label selectors of Kubernetes: those that both take. */
export interface SelectorsText {
  readonly namespaceSelector?: LabelSelectorText;
  readonly podSelector?: LabelSelectorText;
}

/** meta/v1 LabelSelector. */
export interface LabelSelectorText {
  readonly matchLabels?: { readonly [key: string]: string };
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}
