import type { Picture, PictureLink } from './picture.ts';

/** One line of a link that is drawn as a hub, which holds its label: from a client to the hub, on to a server, or both. */
export interface Spoke {
  readonly node: number;
  readonly direction: 'in' | 'out' | 'both';
}

/** The two nodes of a link that one line can draw; undefined where it takes a hub. */
export function singleLine({ from, to }: PictureLink): { readonly from: number; readonly to: number } | undefined {
  const [client, server] = [from[0], to[0]];
  if (from.length !== 1 || to.length !== 1 || client === undefined || server === undefined) return undefined;
  return { from: client, to: server };
}

/** The lines of a link's hub: by node, clients first. */
export function spokesOf({ from, to }: PictureLink): readonly Spoke[] {
  const clients = new Set(from);
  const servers = new Set(to);
  return [
    ...from.map((node): Spoke => ({ node, direction: servers.has(node) ? 'both' : 'in' })),
    ...to.filter((node) => !clients.has(node)).map((node): Spoke => ({ node, direction: 'out' })),
  ];
}

/** How many lines the links of a picture take. */
export function lineCount({ links }: Pick<Picture, 'links'>): number {
  return links.reduce((sum, link) => sum + (singleLine(link) === undefined ? spokesOf(link).length : 1), 0);
}

/** The namespace in whose box a link lies with all of its nodes; undefined for one that leads out of any. */
export function homeOf({ from, to }: PictureLink, nodes: Picture['nodes']): string | undefined {
  const [home, ...others] = new Set([...from, ...to].map((node) => nodes[node]?.namespace));
  return others.length === 0 ? home : undefined;
}
