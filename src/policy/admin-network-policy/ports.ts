import { isProtocol, type Protocol, protocols } from '../../model/connection-set.ts';
import type { Fields } from '../../model/fields.ts';
import { decodeNamedPort } from '../admin-kinds/ports.ts';
import { invalid, notSupported, type ValidationProblem } from '../api-validation.ts';
import type { PortRule } from '../policy.ts';

/** Reads an AdminNetworkPolicyPort: a number, a range, or a name (network-policy-api v1alpha1). */
export function decodePort(fields: Fields, problems: ValidationProblem[]): PortRule {
  const { path } = fields;
  const single = fields.object('portNumber');
  if (single !== undefined) {
    const port = single.number('port');
    return { path, protocol: decodeProtocol(single, problems), ...(port !== undefined && { port }) };
  }
  const range = fields.object('portRange');
  if (range === undefined) return decodeNamedPort(fields, 'namedPort', problems);
  const port = range.number('start');
  const endPort = range.number('end');
  if (port !== undefined && endPort !== undefined && endPort < port) {
    // The API says so in words alone.
    problems.push(invalid([...range.path, 'end'], endPort, 'must be greater than or equal to `start`'));
  }
  return {
    path,
    protocol: decodeProtocol(range, problems),
    ...(port !== undefined && { port }),
    ...(endPort !== undefined && { endPort }),
  };
}

function decodeProtocol(fields: Fields, problems: ValidationProblem[]): Protocol {
  const text = fields.text('protocol') ?? 'TCP';
  if (isProtocol(text)) return text;
  const problem = notSupported([...fields.path, 'protocol'], text, protocols);
  // The API server keeps the empty text that Go clients write where they mean the default.
  problems.push(text === '' ? { ...problem, harmless: true } : problem);
  return 'TCP';
}
