import type { Protocol } from '../../src/model/index.ts';
import { casesOf, corpusPath, readText } from './corpora.ts';

/** One packet of the tests of kube-network-policies, and whether it must be let through. */
export interface PacketCase {
  /** `anp-packets/01`. */
  readonly name: string;
  /** The folder that holds its `manifests.yaml`. */
  readonly folder: string;
  readonly packet: Packet;
  /** Why its answer is not to be compared. */
  readonly leftOut?: string;
}

export interface Packet {
  readonly name: string;
  readonly srcIP: string;
  readonly dstIP: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly allowed: boolean;
  /** Why the answer contradicts the API. */
  readonly disputed?: string;
}

/**
 * Both have a Deny rule for `namespaces: {}`, and a server in a namespace that has no manifest: upstream takes it for no
 * namespace at all, while an empty selector selects it whatever labels it has.
 */
const namespaceWithoutManifest: ReadonlySet<string> = new Set(['anp-packets/12', 'anp-packets/14']);

/** All cases, those that are left out included. */
export function packetCases(): readonly PacketCase[] {
  return ['netpol-packets', 'anp-packets'].flatMap((suite) =>
    casesOf('kube-network-policies', suite).map((number) => {
      const folder = corpusPath('kube-network-policies', suite, number);
      const name = `${suite}/${number}`;
      const packet = JSON.parse(readText(`${folder}/expected.json`)) as Packet;
      const leftOut = namespaceWithoutManifest.has(name)
        ? 'an empty namespace selector must select a namespace that has no manifest'
        : packet.disputed;
      return { name, folder, packet, ...(leftOut !== undefined && { leftOut }) };
    }),
  );
}

/** The cases that are left out, with the reasons. */
export function packetsLeftOut(cases: readonly PacketCase[]): ReadonlyMap<string, string> {
  return new Map(cases.flatMap(({ name, leftOut }) => (leftOut === undefined ? [] : [[name, leftOut]])));
}
