import { allConnections, type ConnectionSet, equalConnections, intersectConnections } from '../model/connection-set.ts';
import { isPlanned } from '../model/pod.ts';
import { isOutside, isSamePod, type Party } from './endpoint.ts';
import { evaluateSide, isNodeOf, type Side } from './evaluate/evaluate.ts';
import { isOwnNodePort, type PolicySource, type Question } from './evaluate/question.ts';
import { type DataplaneSettings, type Profile, type SettingName, settingValues, settledSettings } from './profile.ts';

/** The answer under one set of assumptions on what the specification leaves open. */
export interface World {
  /** The assumptions: on the settings that the profile leaves open and that this question touches. */
  readonly assumed: Partial<DataplaneSettings>;
  readonly ingress: Side;
  readonly egress: Side;
  /** What both sides let through. */
  readonly allowed: ConnectionSet;
}

/**
 * Asks a question under every combination of the open settings that it touches. One world where all of them agree, and
 * where the specification or the profile settles everything, as they mostly do; else the answer depends on the
 * dataplane.
 */
export function evaluateWorlds(source: PolicySource, question: Question, profile: Profile): readonly World[] {
  const worlds = assumptionsFor(source, question, profile).map((assumed) =>
    evaluateWorld(source, question, { ...settledSettings(profile), ...assumed }, assumed),
  );
  if (worlds.length === 1) return worlds;
  return agree(worlds) ? worlds.slice(0, 1).map((world) => ({ ...world, assumed: {} })) : worlds;
}

/** The settings of every world of a question, those of `settledSettings` first. */
export function possibleSettings(
  source: PolicySource,
  question: Question,
  profile: Profile,
): readonly DataplaneSettings[] {
  return assumptionsFor(source, question, profile).map((assumed) => ({ ...settledSettings(profile), ...assumed }));
}

/** The settings of every world that pods on different nodes, and addresses outside, can differ in. */
export function mapSettings(source: PolicySource, profile: Profile): readonly DataplaneSettings[] {
  const touched: SettingName[] = ['ipBlockMatchesPods'];
  const { cluster } = source;
  if (cluster.livePods.some((pod) => pod.hostNetwork)) touched.push('hostNetworkPods', 'ipBlockMatchesNodes');
  if (source.hasEqualPriorities) touched.push('equalPriorities');
  if (source.hasDomainNames) touched.push('unresolvedDomains');
  if (source.hasWholeBlocks && cluster.podFamilies.length === 0 && cluster.livePods.some(isPlanned)) {
    touched.push('podFamily');
  }
  return combinations(touched, profile).map((assumed) => ({ ...settledSettings(profile), ...assumed }));
}

/** Every way to settle what a profile leaves open and a question touches. */
function assumptionsFor(
  source: PolicySource,
  question: Question,
  profile: Profile,
): readonly Partial<DataplaneSettings>[] {
  const touched = touchedSettings(source, question);
  return combinations(touched, isOnUnknownNode(question) ? withoutNodePorts(profile) : profile);
}

/** A client that may be on the node of which it dials a port. */
function isOnUnknownNode({ from, dialledNode }: Question): boolean {
  return dialledNode !== undefined && from.kind === 'pod' && from.pod.node === undefined;
}

/** Without what it says of the ports of other nodes. */
function withoutNodePorts(profile: Profile): Profile {
  const { nodePortTranslation: _, ...settings } = profile.settings;
  return { ...profile, settings };
}

function combinations(touched: readonly SettingName[], profile: Profile): readonly Partial<DataplaneSettings>[] {
  return touched
    .filter((setting) => profile.settings[setting] === undefined)
    .reduce<readonly Partial<DataplaneSettings>[]>(
      (partial, setting) =>
        partial.flatMap((settings) => settingValues[setting].map((value) => ({ ...settings, [setting]: value }))),
      [{}],
    );
}

function evaluateWorld(
  source: PolicySource,
  question: Question,
  settings: DataplaneSettings,
  assumed: Partial<DataplaneSettings>,
): World {
  const ingress = evaluateSide(source, question, 'ingress', settings);
  const egress = evaluateSide(source, question, 'egress', settings);
  const allowed =
    ingress.allowed === allConnections ? egress.allowed : intersectConnections(ingress.allowed, egress.allowed);
  return { assumed, ingress, egress, allowed };
}

/** The settings that can make a difference to a question. */
function touchedSettings(source: PolicySource, question: Question): readonly SettingName[] {
  const { from, to, via, dialledNode } = question;
  const touched: SettingName[] = [];
  const node = from.kind === 'pod' ? dialledNode?.endpoint : undefined;
  if (isHostNetwork(from) || isHostNetwork(to)) touched.push('hostNetworkPods');
  const isOwnNode = from.kind === 'pod' && [to, node].some((end) => end?.kind === 'range' && isNodeOf(end, from.pod));
  if (isHostNetwork(to) || isOwnNode) touched.push('ownNode');
  if ((via !== undefined || node !== undefined) && isSamePod(from, to)) touched.push('hairpin');
  const isTranslatedHere = (via !== undefined && via.addresses.length > 0) || isOwnNodePort(question);
  if (isTranslatedHere) touched.push('serviceTranslation');
  else if (node !== undefined) touched.push('nodePortTranslation');
  const isAboutNode = isHostNetwork(from) || isHostNetwork(to) || isNode(from) || isNode(to) || node !== undefined;
  if (isAboutNode) touched.push('ipBlockMatchesNodes');
  if (source.hasEqualPriorities) touched.push('equalPriorities');
  if (source.hasDomainNames && isOutside(to) && to.domain === undefined) touched.push('unresolvedDomains');
  if ((isOfUnknownFamily(from) || isOfUnknownFamily(to)) && source.hasWholeBlocks) touched.push('podFamily');
  return [...touched, 'ipBlockMatchesPods'];
}

function isHostNetwork(party: Party): boolean {
  return party.kind === 'pod' && party.pod.hostNetwork;
}

function isOfUnknownFamily(party: Party): boolean {
  return party.kind === 'pod' && party.family === undefined && isPlanned(party.pod);
}

function isNode(party: Party): boolean {
  return party.kind === 'range' && party.node !== undefined;
}

function agree(worlds: readonly World[]): boolean {
  const [first, ...others] = worlds;
  return (
    first !== undefined &&
    others.every(
      (other) =>
        equalConnections(first.ingress.allowed, other.ingress.allowed) &&
        equalConnections(first.egress.allowed, other.egress.allowed),
    )
  );
}
