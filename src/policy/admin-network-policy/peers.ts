import type { Fields } from '../../model/fields.ts';
import type { Selector } from '../../model/labels.ts';
import { decodePeers, decodeSelector } from '../admin-kinds/peers.ts';
import { forbidden, type ValidationProblem } from '../api-validation.ts';
import type { Peer } from '../policy.ts';
import { isOldForm } from './schema.ts';

/** Reads one entry of `from` or `to` in any form that network-policy-api v1alpha1 had. */
export function decodePeersOfAnyForm(fields: Fields, problems: ValidationProblem[]): readonly Peer[] {
  const { path } = fields;
  const namespaces = fields.object('namespaces');
  if (namespaces !== undefined && isOldForm(namespaces.keys())) {
    return [{ kind: 'pods', path, namespaces: decodeOldNamespaces(namespaces, problems) }];
  }
  const pods = fields.object('pods');
  const namespacesOfPods = pods?.object('namespaces');
  if (pods !== undefined && namespacesOfPods !== undefined) {
    const selector = decodeOldNamespaces(namespacesOfPods, problems);
    return [{ kind: 'pods', path, namespaces: selector, pods: decodeSelector(pods, 'podSelector', problems) }];
  }
  return decodePeers(fields, problems);
}

function decodeOldNamespaces(fields: Fields, problems: ValidationProblem[]): Selector {
  for (const key of ['sameLabels', 'notSameLabels'].filter((name) => fields.has(name))) {
    problems.push(forbidden([...fields.path, key], `${key} ${removed}`));
  }
  return decodeSelector(fields, 'namespaceSelector', problems);
}

const removed =
  'was removed from the API in network-policy-api v0.1.3; write a policy for each value of the labels, and select the namespaces by it';
