import { parseAddress } from '../../model/address.ts';
import type { ContainerVariable } from './candidate.ts';
import { parsePort } from './host.ts';
import { type Mention, penalties, ranks } from './mention.ts';

/** `tcp://10.96.0.1:443`, with an address and never a name. */
const link = /^(tcp|udp|sctp):\/\/\[?([0-9a-f.:]{2,45}?)\]?:(\d{1,5})$/;
const linkName = /^[A-Z][A-Z0-9_]{0,252}_PORT(?:_\d{1,5}_(?:TCP|UDP|SCTP))?$/;
const partName =
  /^[A-Z][A-Z0-9_]{0,252}_(?:SERVICE_PORT(?:_[A-Z0-9_]{1,63})?|PORT_\d{1,5}_(?:TCP|UDP|SCTP)_(?:ADDR|PORT|PROTO))$/;

/**
 * Whether Kubernetes wrote this variable for a Service, as it does in every pod of its namespace
 * (`enableServiceLinks`). It writes cluster IPs: a name in `X_SERVICE_HOST` was written by a person.
 */
export function isServiceLink(variable: ContainerVariable, values: ReadonlyMap<string, string>): boolean {
  const { name, value = '' } = variable;
  if (linkName.test(name) && link.test(value)) return true;
  if (name.endsWith('_SERVICE_HOST')) return isAddress(value);
  if (!partName.test(name)) return false;
  const service = name.replace(
    /_(?:SERVICE_PORT(?:_[A-Z0-9_]{1,63})?|PORT_\d{1,5}_(?:TCP|UDP|SCTP)_(?:ADDR|PORT|PROTO))$/,
    '',
  );
  return isAddress(values.get(`${service}_SERVICE_HOST`) ?? '') || link.test(values.get(`${service}_PORT`) ?? '');
}

export function mentionsOfServiceLinks(
  variables: readonly ContainerVariable[],
  values: ReadonlyMap<string, string>,
): readonly Mention[] {
  return variables.flatMap((variable) => {
    const mention = mentionOfLink(variable.name, variable.value ?? '', values);
    return mention === undefined ? [] : [mention];
  });
}

function mentionOfLink(name: string, value: string, values: ReadonlyMap<string, string>): Mention | undefined {
  const [, protocol = '', address = '', portText = ''] = link.exec(value) ?? [];
  const partner = name.replace(/_HOST$/, '_PORT');
  const isHost = name.endsWith('_SERVICE_HOST');
  const port = parsePort(isHost ? (values.get(partner) ?? '') : portText);
  const host = isHost ? value : address;
  if (!isAddress(host)) return undefined;
  const udp = protocol === 'udp';
  return {
    place: {
      host,
      ...(port === undefined ? {} : { port }),
      ...(protocol === '' ? {} : { protocol: udp ? 'UDP' : 'TCP' }),
    },
    source: isHost && port !== undefined ? `env ${name}, ${partner}` : `env ${name}`,
    reason: 'a link to a Service, which Kubernetes writes into every pod of its namespace',
    rank: ranks.named + penalties.serviceLink,
  };
}

function isAddress(host: string): boolean {
  return parseAddress(host) !== undefined;
}
