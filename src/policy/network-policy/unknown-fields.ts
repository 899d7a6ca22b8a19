import { isObject } from '../../model/fields.ts';
import type { Json, JsonObject } from '../../model/manifest.ts';
import type { Path } from '../../model/source.ts';
import type { ValidationProblem } from '../api-validation.ts';

/** The fields of an object, each with those of what it holds; of a list, those of its items. */
interface Shape {
  readonly [field: string]: Shape | undefined;
}

const value: Shape = {};
const selector: Shape = { matchLabels: undefined, matchExpressions: { key: value, operator: value, values: value } };
const peer: Shape = { podSelector: selector, namespaceSelector: selector, ipBlock: { cidr: value, except: value } };
const port: Shape = { protocol: value, port: value, endPort: value };

/** networking.k8s.io/v1 NetworkPolicySpec. */
const spec: Shape = {
  podSelector: selector,
  policyTypes: value,
  ingress: { from: peer, ports: port },
  egress: { to: peer, ports: port },
};

/**
 * Fields that a NetworkPolicy does not have. kubectl refuses them (its field validation is strict since 1.27), and read past
 * they would turn a rule into its opposite: `froms` lets everybody in.
 */
export function unknownFields(policy: JsonObject): readonly ValidationProblem[] {
  const found = policy['spec'];
  return isObject(found) ? unknownIn(found, spec, ['spec']) : [];
}

function unknownIn(json: Json | undefined, shape: Shape | undefined, path: Path): readonly ValidationProblem[] {
  // Anything goes in labels.
  if (shape === undefined || shape === value) return [];
  if (Array.isArray(json)) return json.flatMap((item: Json, index) => unknownIn(item, shape, [...path, index]));
  if (!isObject(json)) return [];
  return Object.keys(json).flatMap((field) => {
    if (Object.hasOwn(shape, field)) return unknownIn(json[field], shape[field], [...path, field]);
    return [{ path: [...path, field], message: 'strict decoding error: unknown field' }];
  });
}
