import { isQualified } from './host.ts';
import { type Mention, type Place, penalties, ranks } from './mention.ts';
import { type NamedSetting, nameSetting, type Setting } from './named-setting.ts';
import { indexPorts, type PortIndex } from './port-index.ts';
import { driverOf, isWellKnownPort } from './ports.ts';
import { isAuxiliary, isOwn, isSecretName, type Role } from './role.ts';
import { isDocumentation, isFileName } from './special-hosts.ts';
import { type Reading, readValue } from './value.ts';

/** The targets that settings of one origin name. Hosts and ports are paired by their names. */
export function mentionsOfSettings(settings: readonly Setting[], rank: number): readonly Mention[] {
  const named = settings.map(nameSetting);
  const ports = indexPorts(named);
  return named.flatMap((setting) => mentionsOfSetting(setting, ports, rank));
}

function mentionsOfSetting(setting: NamedSetting, ports: PortIndex, rank: number): readonly Mention[] {
  if (setting.role?.kind === 'port' || isOwn(setting.words)) return [];
  const reading = readValue(setting.value);
  if (reading === undefined) return [];
  const { role } = setting;
  if (role === undefined) return mentionsOfUnnamed(setting, reading);
  const port = reading.places.some(lacksPort) ? ports.portFor(role) : undefined;
  const places = reading.places.filter((place) => isBelievable(place, reading, role, port?.port));
  return places.map((place) => mentionOf(setting, role, place, lacksPort(place) ? port : undefined, ports, rank));
}

function lacksPort(place: Place): boolean {
  return place.port === undefined && place.scheme === undefined;
}

/** A bare word is a host only under a name that says so. */
function isBelievable(place: Place, reading: Reading, role: Role, paired: number | undefined): boolean {
  if (reading.shape !== 'name' || paired !== undefined) return true;
  if (isQualified(place.host)) return role.kind === 'host' || !isFileName(place.host);
  const environmentName =
    /^(?:production|staging|development|testing|test|prod|dev|local|primary|secondary|main|master)$/;
  return role.kind === 'host' && !environmentName.test(place.host);
}

function mentionOf(
  setting: NamedSetting,
  role: Role,
  place: Place,
  paired: { readonly port: number; readonly setting: NamedSetting } | undefined,
  ports: PortIndex,
  rank: number,
): Mention {
  const { driver, protocol } = ports.kindFor(role);
  const kind: Place = {
    ...place,
    ...(paired === undefined ? {} : { port: paired.port }),
    ...(place.scheme === undefined && driver !== undefined ? { scheme: driver } : {}),
    ...(place.protocol === undefined && protocol !== undefined ? { protocol } : {}),
  };
  return {
    place: kind,
    source: paired === undefined ? setting.source : joinSources(setting.source, paired.setting.source),
    reason: reasonOf(setting.name, paired?.setting.name),
    rank:
      rank +
      (isAuxiliary(setting.words) ? penalties.auxiliary : 0) +
      (isDocumentation(place.host) ? penalties.auxiliary : 0),
    words: setting.words,
  };
}

/** `env A` and `env B` are `env A, B`. */
function joinSources(one: string, other: string): string {
  if (one === other) return one;
  const prefix = 'env ';
  return one.startsWith(prefix) && other.startsWith(prefix)
    ? `${one}, ${other.slice(prefix.length)}`
    : `${one}, ${other}`;
}

function reasonOf(host: string, port: string | undefined): string {
  const name = shortName(host);
  return port === undefined ? `${name} names it` : `${name} and ${shortName(port)} name it`;
}

/** A name as it is printed: its letters only, and not a whole line that was taken for one. */
function shortName(name: string): string {
  return /^[\w.[\]-]{1,100}$/.test(name) ? name : 'a setting';
}

/** Under any other name a value must be a URL, a connection string, or an address that nothing else looks like. */
function mentionsOfUnnamed(setting: NamedSetting, reading: Reading): readonly Mention[] {
  if (isSecretName(setting.words) || /image|version|schema|^xmlns|timezone|date|time$/i.test(setting.name)) return [];
  const places = reading.places.filter((place) => isUnmistakable(place, reading, setting.words));
  return places.map((place) => ({
    place,
    source: setting.source,
    reason: `the value of ${shortName(setting.name)} is ${reading.shape === 'address' ? 'an address' : `a ${reading.shape}`}`,
    rank:
      (reading.shape === 'address' ? ranks.unnamed : ranks.file) +
      (isAuxiliary(setting.words) ? penalties.auxiliary : 0),
    words: setting.words,
  }));
}

function isUnmistakable(place: Place, reading: Reading, words: readonly string[]): boolean {
  if (isDocumentation(place.host)) return false;
  switch (reading.shape) {
    case 'url':
    case 'connection string':
      return true;
    case 'address':
      return isAddressByItself(place, words);
    case 'name':
      return false;
  }
}

/** `api:8080` and `10.0.0.1:1234`, but not `admin:12345` and `app:15`. */
export function isAddressByItself(place: Place, words: readonly string[] = []): boolean {
  if (place.scheme !== undefined) return true;
  if (place.port === undefined || isFileName(place.host)) return false;
  return isQualified(place.host) || isWellKnownPort(place.port) || (driverOf(words) !== undefined && place.port > 1023);
}
