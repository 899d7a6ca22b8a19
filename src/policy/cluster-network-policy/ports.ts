import { protocols } from '../../model/connection-set.ts';
import type { Fields } from '../../model/fields.ts';
import { decodeNamedPort } from '../admin-kinds/ports.ts';
import { invalidObject, type ValidationProblem } from '../api-validation.ts';
import type { PortRule } from '../policy.ts';

/** Reads a ClusterNetworkPolicyProtocol: a protocol with its ports, or a name (network-policy-api v1alpha2). */
export function decodePort(fields: Fields, problems: ValidationProblem[]): PortRule {
  const protocol = protocols.find((name) => fields.has(name.toLowerCase()));
  if (protocol === undefined) return decodeNamedPort(fields, 'destinationNamedPort', problems);
  const destination = fields.object(protocol.toLowerCase())?.object('destinationPort');
  const range = destination?.object('range');
  const port = range === undefined ? destination?.number('number') : range.number('start');
  const endPort = range?.number('end');
  if (range !== undefined && port !== undefined && endPort !== undefined && endPort <= port) {
    problems.push(invalidObject(range.path, 'Start port must be less than End port'));
  }
  return {
    path: fields.path,
    protocol,
    ...(port !== undefined && { port }),
    ...(endPort !== undefined && { endPort }),
  };
}
