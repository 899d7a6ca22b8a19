import type { MapConnection } from '../../policy/index.ts';

/** A map as it is to be drawn, whatever draws it: few nodes, each for endpoints that behave alike, and few links. */
export interface Picture {
  readonly detail: Detail;
  /** Those of one namespace stand together. */
  readonly nodes: readonly PictureNode[];
  readonly links: readonly PictureLink[];
  /** What the whole map holds: `12 workloads in 3 namespaces`. */
  readonly caption: string;
}

/** Whether pods and workloads are shown, or only their namespaces. */
export type Detail = 'workloads' | 'namespaces';

/** Endpoints that are drawn as one, as the same connections hold for all of them. */
export interface PictureNode {
  /** `workloads` and `all` (of a namespace) stand in their namespace; `namespace` is one that is not drawn open. */
  readonly kind: NodeKind;
  /** The namespace in which it is drawn. */
  readonly namespace?: string;
  /** Short: `web, api +3`. */
  readonly label: string;
  /** What more there is to say of it, each on a line: `10 workloads`, `among themselves: TCP 80`. */
  readonly notes: readonly string[];
  /** The indexes of its endpoints in the map, ascending. */
  readonly members: readonly number[];
  /** What it is called in full. */
  readonly title: string;
}

/** What a node of a picture stands for. */
export type NodeKind = 'workloads' | 'all' | 'namespace' | 'cluster' | 'nodes' | 'ranges' | 'potential' | 'ways-in';

/** Connections from each of some nodes to each of others, by the indexes of the nodes, ascending. */
export interface PictureLink extends Pick<MapConnection, 'family'> {
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** The ports, or why it is denied. */
  readonly label: string;
  readonly standing: Standing;
}

/** How sure a connection is; `denied` for one that is shown since it is missing. */
export type Standing = MapConnection['certainty'] | 'denied';

/** A connection that policies deny, such as one that a rule nearly allows; endpoints by their index in the map. */
export interface DeniedConnection {
  readonly from: number;
  readonly to: number;
  /** Short: the port, or what is missing. */
  readonly label: string;
}

/** What to draw of a map. */
export interface PictureOptions {
  /** Undefined: workloads where they are few enough to be told apart, otherwise namespaces. */
  readonly detail?: Detail | undefined;
  /** To be shown beside what is allowed. */
  readonly denied?: readonly DeniedConnection[] | undefined;
}
