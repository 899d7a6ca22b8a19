import { type AddressRange, parseCidr } from '../../model/address.ts';
import { isProtocol, protocols } from '../../model/connection-set.ts';
import { Fields } from '../../model/fields.ts';
import { everything } from '../../model/labels.ts';
import type { Manifest } from '../../model/manifest.ts';
import { decodeMetadata } from '../../model/metadata.ts';
import type { Path } from '../../model/source.ts';
import {
  forbidden,
  invalid,
  notSupported,
  objectNameProblems,
  portNameProblems,
  required,
  type ValidationProblem,
} from '../api-validation.ts';
import type { DecodedPolicy } from '../decoded-policy.ts';
import { decodeLabelSelector } from '../label-selector.ts';
import { schemaProblems } from '../object-schema.ts';
import type { BlockPeer, Direction, Peer, Policy, PortRule, Rule } from '../policy.ts';
import { networkPolicySpec } from './schema.ts';

/** Reads a NetworkPolicy (kubernetes pkg/apis/networking/validation, 1.34). Throws a FieldError where a field has another type than Kubernetes gives it. */
export function decodeNetworkPolicy(manifest: Manifest, defaultNamespace: string): DecodedPolicy {
  const problems: ValidationProblem[] = [...schemaProblems(manifest.value['spec'], networkPolicySpec, ['spec'])];
  const metadata = decodeMetadata(manifest, defaultNamespace);
  const fields = new Fields(manifest.value);
  problems.push(...objectNameProblems(metadata.name, fields.object('metadata')?.text('name')));
  const spec = fields.object('spec') ?? new Fields({}, ['spec']);
  const selector = spec.object('podSelector');
  const subject = selector === undefined ? everything : decodeLabelSelector(selector, problems);
  const ingress = spec.objects('ingress').map((rule) => decodeRule(rule, 'from', problems));
  const egress = spec.objects('egress').map((rule) => decodeRule(rule, 'to', problems));
  const isolated = decodePolicyTypes(spec, egress.length > 0, problems);
  const policy: Policy = {
    kind: 'NetworkPolicy',
    tier: 'network',
    priority: 0,
    subject: { pods: subject },
    ...metadata,
    ...(isolated.has('ingress') && { ingress }),
    ...(isolated.has('egress') && { egress }),
  };
  return { policy, problems };
}

/**
 * Without policyTypes: ingress always, egress where there is an egress rule (kubernetes
 * pkg/apis/networking/v1/defaults.go).
 */
function decodePolicyTypes(spec: Fields, hasEgress: boolean, problems: ValidationProblem[]): ReadonlySet<Direction> {
  const types = spec.texts('policyTypes');
  const path = [...spec.path, 'policyTypes'];
  if (types.length === 0) return new Set(hasEgress ? ['ingress', 'egress'] : ['ingress']);
  if (types.length > 2) {
    problems.push(invalid(path, types, 'may not specify more than two policyTypes'));
  } else {
    for (const [index, type] of types.entries()) {
      if (type !== 'Ingress' && type !== 'Egress') {
        problems.push(notSupported([...path, index], type, ['Ingress', 'Egress']));
      }
    }
  }
  const isolated: Direction[] = [];
  if (types.includes('Ingress')) isolated.push('ingress');
  if (types.includes('Egress')) isolated.push('egress');
  return new Set(isolated);
}

function decodeRule(fields: Fields, peersKey: 'from' | 'to', problems: ValidationProblem[]): Rule {
  const ports = fields.objects('ports').map((port) => decodePort(port, problems));
  const written = fields.objects(peersKey);
  const peers = written.flatMap((peer) => decodePeer(peer, problems) ?? []);
  return {
    path: fields.path,
    action: 'allow',
    ...(written.length > 0 && { peers }),
    ...(ports.length > 0 && { ports }),
  };
}

function decodePort(fields: Fields, problems: ValidationProblem[]): PortRule {
  const protocol = fields.text('protocol') ?? 'TCP';
  const port = fields.numberOrText('port');
  const endPort = fields.number('endPort');
  if (!isProtocol(protocol)) problems.push(notSupported([...fields.path, 'protocol'], protocol, protocols));
  problems.push(...portProblems(fields.path, port, endPort));
  return {
    path: fields.path,
    protocol: isProtocol(protocol) ? protocol : 'TCP',
    ...(port !== undefined && { port }),
    ...(endPort !== undefined && { endPort }),
  };
}

function portProblems(
  path: Path,
  port: number | string | undefined,
  endPort: number | undefined,
): readonly ValidationProblem[] {
  const portPath = [...path, 'port'];
  const endPath = [...path, 'endPort'];
  if (typeof port === 'number') {
    return [
      ...numberProblems(portPath, port),
      // The API server shows the port in place of the endPort.
      ...(endPort !== undefined && endPort < port
        ? [invalid(endPath, port, 'must be greater than or equal to `port`')]
        : []),
      // Beyond the last port there is nothing to open.
      ...(endPort === undefined ? [] : numberProblems(endPath, endPort)).map((problem) =>
        endPort !== undefined && endPort > 65535 ? { ...problem, harmless: true as const } : problem,
      ),
    ];
  }
  const why = port === undefined ? 'not specified' : 'non-numeric';
  return [
    ...(endPort === undefined ? [] : [invalid(endPath, endPort, `may not be specified when \`port\` is ${why}`)]),
    ...(port === undefined ? [] : portNameProblems(port).map((problem) => invalid(portPath, port, problem))),
  ];
}

function numberProblems(path: Path, port: number): readonly ValidationProblem[] {
  const isPort = Number.isInteger(port) && port >= 1 && port <= 65535;
  return isPort ? [] : [invalid(path, port, 'must be between 1 and 65535, inclusive')];
}

function decodePeer(fields: Fields, problems: ValidationProblem[]): Peer | undefined {
  const pods = fields.object('podSelector');
  const namespaces = fields.object('namespaceSelector');
  const block = fields.object('ipBlock');
  if (block !== undefined) {
    const peer = decodeBlock(block, fields.path, problems);
    if (pods !== undefined || namespaces !== undefined) {
      problems.push(forbidden(fields.path, 'may not specify both ipBlock and another peer'));
    }
    return peer;
  }
  if (pods === undefined && namespaces === undefined) {
    problems.push(required(fields.path, 'must specify a peer'));
    return undefined;
  }
  return {
    kind: 'pods',
    path: fields.path,
    ...(pods !== undefined && { pods: decodeLabelSelector(pods, problems) }),
    ...(namespaces !== undefined && { namespaces: decodeLabelSelector(namespaces, problems) }),
  };
}

function decodeBlock(fields: Fields, path: Path, problems: ValidationProblem[]): BlockPeer | undefined {
  const cidr = fields.text('cidr') ?? '';
  const cidrPath = [...fields.path, 'cidr'];
  const range = parseCidr(cidr);
  if (range === undefined) {
    problems.push(cidr === '' ? required(cidrPath, '') : invalid(cidrPath, cidr, cidrForm));
    return undefined;
  }
  const except: AddressRange[] = [];
  for (const [index, text] of fields.texts('except').entries()) {
    const hole = parseCidr(text);
    const holePath = [...fields.path, 'except', index];
    if (hole === undefined) problems.push(invalid(holePath, text, cidrForm));
    else if (!isStrictSubset(hole, range)) problems.push(invalid(holePath, text, 'must be a strict subset of `cidr`'));
    else except.push(hole);
  }
  return { kind: 'block', path, cidr, range, except };
}

function isStrictSubset(inner: AddressRange, outer: AddressRange): boolean {
  const isInside = inner.family === outer.family && inner.start >= outer.start && inner.end <= outer.end;
  return isInside && inner.end - inner.start < outer.end - outer.start;
}

const cidrForm = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
