import { type AddressRange, parseAddress, parseCidr } from '../../model/address.ts';
import type { Fields } from '../../model/fields.ts';
import { everything, type Selector } from '../../model/labels.ts';
import { invalid, type ValidationProblem } from '../api-validation.ts';
import { decodeLabelSelector } from '../label-selector.ts';
import type { BlockPeer, Peer, PodSelection } from '../policy.ts';

/**
 * Reads one entry of `from` or `to` of an admin kind, which is a peer for each of its networks or domain names. None
 * where it has no key that is known: the schema refuses it then, and a rule without peers matches nothing.
 */
export function decodePeers(fields: Fields, problems: ValidationProblem[]): readonly Peer[] {
  const { path } = fields;
  const selection = decodeSelection(fields, problems);
  if (selection !== undefined) return [{ kind: 'pods', path, ...selection }];
  const nodes = fields.object('nodes');
  if (nodes !== undefined) return [{ kind: 'nodes', path, nodes: decodeLabelSelector(nodes, problems) }];
  const domains = fields.texts('domainNames').map((name, index) => ({
    kind: 'domain' as const,
    path: [...path, 'domainNames', index],
    pattern: name.replace(/\.$/, '').toLowerCase(),
  }));
  return [...decodeNetworks(fields, problems), ...domains];
}

/** Reads the `namespaces` or the `pods` of a subject or a peer; undefined where there is neither. */
export function decodeSelection(fields: Fields, problems: ValidationProblem[]): PodSelection | undefined {
  const namespaces = fields.object('namespaces');
  if (namespaces !== undefined) return { namespaces: decodeLabelSelector(namespaces, problems) };
  const pods = fields.object('pods');
  if (pods === undefined) return undefined;
  return {
    namespaces: decodeSelector(pods, 'namespaceSelector', problems),
    pods: decodeSelector(pods, 'podSelector', problems),
  };
}

/** A selector that is missing is the empty one here, as its Go type is no pointer (network-policy-api `NamespacedPod`). */
export function decodeSelector(fields: Fields, key: string, problems: ValidationProblem[]): Selector {
  const selector = fields.object(key);
  return selector === undefined ? everything : decodeLabelSelector(selector, problems);
}

function decodeNetworks(fields: Fields, problems: ValidationProblem[]): readonly BlockPeer[] {
  return fields.texts('networks').flatMap((cidr, index) => {
    const path = [...fields.path, 'networks', index];
    const range = parseNetwork(cidr);
    if (range !== undefined) return [{ kind: 'block' as const, path, cidr, range, except: [] }];
    problems.push(invalid(path, cidr, 'Invalid CIDR format provided'));
    return [];
  });
}

/**
 * CEL `isCIDR`: bits beyond the prefix may be set; leading zeros and IPv4 addresses within IPv6 are refused
 * (apiserver pkg/cel/library/cidr.go).
 */
function parseNetwork(text: string): AddressRange | undefined {
  const [addressText = '', prefix = ''] = text.split('/', 2);
  const address = parseAddress(addressText);
  const isMapped = address?.family === 6 && address.value >> 32n === 0xffffn;
  return address === undefined || isMapped || /^0\d/.test(prefix) ? undefined : parseCidr(text);
}
