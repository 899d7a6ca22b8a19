import { formatPath } from '../model/fields.ts';
import { fullName } from '../model/metadata.ts';
import type { Path } from '../model/source.ts';
import type { Policy } from './policy.ts';

/** The stable name of a part of a policy: `shop/restrict-server#ingress[0].from[1]`. */
export function rulePath(policy: Policy, path: Path): string {
  const inSpec = path[0] === 'spec' ? path.slice(1) : path;
  return inSpec.length === 0 ? fullName(policy) : `${fullName(policy)}#${formatPath(inSpec)}`;
}
