import type { Box, Curve, Size } from './geometry.ts';

/** A picture with a place for everything on it, in pixels from the top left. */
export interface Scene extends Size {
  /** Namespaces that are drawn open, around their nodes. */
  readonly namespaces: readonly NamespaceBox[];
  /** In the order of the picture's nodes. */
  readonly nodes: readonly Box[];
  /** The labels of the picture's links, in their order. */
  readonly labels: readonly Box[];
  readonly lines: readonly SceneLine[];
}

export interface NamespaceBox extends Box {
  readonly name: string;
}

/** A piece of a link's lines. */
export interface SceneLine {
  /** The index of the link in the picture. */
  readonly link: number;
  /** The index of the node that only this piece leads to; undefined for one that leads to several. */
  readonly node: number | undefined;
  /** Whether it comes from clients, leads to servers, or both. */
  readonly direction: 'in' | 'out' | 'both';
  readonly curve: Curve;
  readonly arrowAtStart: boolean;
  readonly arrowAtEnd: boolean;
}
