import { parsePort } from './host.ts';
import type { NamedSetting } from './named-setting.ts';
import { defaultPort, isDatagram } from './ports.ts';
import type { Role } from './role.ts';

export interface PairedPort {
  readonly port: number;
  readonly setting: NamedSetting;
}

/** What settings say beside a host: its port, its driver, its protocol. */
export interface PortIndex {
  portFor(role: Role): PairedPort | undefined;
  kindFor(role: Role): { readonly driver?: string; readonly protocol?: 'TCP' | 'UDP' };
}

const kindWords = [
  'scheme',
  'protocol',
  'proto',
  'driver',
  'dialect',
  'type',
  'engine',
  'adapter',
  'client',
  'connection',
  'vendor',
  'kind',
];
/** Ports of the container itself that share a prefix with a target: `APP_METRICS_PORT`. */
const sidePorts = new Set('metrics health healthcheck admin management debug listen bind probe local'.split(' '));
const ambiguous = 'ambiguous';

/** Finds the port of a host by their names: `DB_HOST` has `DB_PORT`, else the only `DB_…_PORT`. */
export function indexPorts(settings: readonly NamedSetting[]): PortIndex {
  const byName = new Map<string, PairedPort>();
  const byPrefix = new Map<string, PairedPort | typeof ambiguous>();
  const values = new Map<string, string>();
  for (const setting of settings) {
    const name = setting.words.join('_');
    if (setting.value.length <= 40 && !values.has(name)) values.set(name, setting.value.trim().toLowerCase());
    const port =
      setting.role?.kind === 'port' ? parsePort(setting.value.trim().replace(/^(["'])(\d{1,5})\1$/, '$2')) : undefined;
    if (port === undefined) continue;
    if (!byName.has(name)) byName.set(name, { port, setting });
    addPrefixes(byPrefix, { port, setting });
  }
  return {
    portFor: (role) => portOf(role, byName, byPrefix),
    kindFor: (role) => kindOf(role, values),
  };
}

function addPrefixes(byPrefix: Map<string, PairedPort | typeof ambiguous>, paired: PairedPort): void {
  const { words } = paired.setting;
  if (words.some((word) => sidePorts.has(word))) return;
  for (let length = 1; length < Math.min(words.length, 12); length += 1) {
    const prefix = words.slice(0, length).join('_');
    byPrefix.set(prefix, byPrefix.has(prefix) ? ambiguous : paired);
  }
}

function portOf(
  role: Role,
  byName: ReadonlyMap<string, PairedPort>,
  byPrefix: ReadonlyMap<string, PairedPort | typeof ambiguous>,
): PairedPort | undefined {
  const { words, at } = role;
  const prefix = words.slice(0, at);
  const names = [
    words.with(at, 'port'),
    [...words, 'port'],
    [...words.slice(0, at + 1), 'port'],
    [...prefix, 'port'],
    [...prefix, 'tcp', 'port'],
  ];
  for (const name of names) {
    const paired = byName.get(name.join('_'));
    if (paired !== undefined) return paired;
  }
  const only = prefix.length === 0 ? undefined : byPrefix.get(prefix.join('_'));
  return only === ambiguous ? undefined : only;
}

function kindOf(role: Role, values: ReadonlyMap<string, string>): { driver?: string; protocol?: 'TCP' | 'UDP' } {
  for (const word of kindWords) {
    const value =
      values.get(role.words.with(role.at, word).join('_')) ??
      values.get([...role.words.slice(0, role.at), word].join('_'));
    if (value === 'udp' || value === 'tcp') return { protocol: isDatagram(value) ? 'UDP' : 'TCP' };
    if (value !== undefined && /^[a-z][a-z0-9+_]*$/.test(value) && defaultPort(value) !== undefined)
      return { driver: value };
  }
  return {};
}
