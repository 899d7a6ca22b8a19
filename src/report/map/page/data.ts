import { formatConnections } from '../../../model/connection-set.ts';
import type { Bundle } from '../bundle.ts';
import { listLabel } from '../list-label.ts';
import type { Directory } from '../part.ts';
import { formatRuns } from '../runs.ts';
import { describeCertainty } from '../table.ts';

/** What the script of a page knows of its map; endpoints by their index, sets of them as `formatRuns` writes them. */
export interface PageData {
  readonly caption: string;
  /** Of each endpoint. */
  readonly names: readonly string[];
  readonly namespaces: readonly (readonly [name: string, members: string])[];
  readonly connections: readonly PageConnection[];
}

/** The texts are what a person reads: clients, servers, ports, and how sure it is. */
export type PageConnection = readonly [
  from: string,
  to: string,
  fromText: string,
  toText: string,
  ports: string,
  note: string,
];

export function pageData(directory: Directory, bundles: readonly Bundle[], caption: string): PageData {
  const nameOf = (members: readonly number[]) =>
    listLabel(
      directory.partsOf(members).map((part) => directory.nameOf(part)),
      120,
    );
  return {
    caption,
    names: directory.names,
    namespaces: [...directory.namespaces].map(([name, members]) => [name, formatRuns(members)]),
    connections: bundles.map((bundle) => [
      formatRuns(bundle.from),
      formatRuns(bundle.to),
      nameOf(bundle.from),
      nameOf(bundle.to),
      formatConnections(bundle.ports),
      describeCertainty(bundle),
    ]),
  };
}

/** JSON that can stand in a `script` element: nothing in it ends the element, opens a comment, or acts on a terminal. */
export function scriptJson(data: object): string {
  return JSON.stringify(data).replace(
    /[<>&\p{Cc}\u2028-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
