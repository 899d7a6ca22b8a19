import type { Cluster } from '../../model/cluster.ts';
import { type Selector, selects } from '../../model/labels.ts';

/** What has been found out about the namespaces of a cluster, by the selector that was asked about. */
const known = new WeakMap<Cluster, WeakMap<Selector, boolean>>();

/** Whether any namespace meets a selector. Found out once, as every connection that a rule does not let through asks. */
export function isMetByNamespace(cluster: Cluster, selector: Selector): boolean {
  const answers = known.get(cluster) ?? new WeakMap<Selector, boolean>();
  known.set(cluster, answers);
  const answer = answers.get(selector) ?? cluster.namespaces.some(({ labels }) => selects(selector, labels));
  answers.set(selector, answer);
  return answer;
}
