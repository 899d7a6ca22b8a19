import type { Requirement, Selector } from '../../../src/model/index.ts';
import type { PotentialPods } from '../../../src/policy/index.ts';

/** The peer of a line on what any pod of the cluster may. */
export const entireCluster = 'entire-cluster';

const namespaceName = 'kubernetes.io/metadata.name';

/** Potential pods in one form: the sorted requirements on their namespaces, and on themselves. */
export function potentialName({ namespaces, pods }: PotentialPods): string {
  return `${selectorName(namespaces)} / ${selectorName(pods)}`;
}

/** Reads `NAMESPACE/[pod with {…}]`, `[namespace with {…}]/[all pods]`, `[all namespaces]/…`, into that form. */
export function readPotentialName(peer: string): string {
  const [, namespaces = '', pods = ''] = /^(.+)\/(\[(?:pod with|all pods).*)$/.exec(peer) ?? [];
  const inNamespace = namespaces.startsWith('[') ? readSelector(namespaces) : [`${namespaceName} In ${namespaces}`];
  return `${[...inNamespace].sort().join(', ')} / ${[...readSelector(pods)].sort().join(', ')}`;
}

function selectorName({ requirements }: Selector): string {
  return requirements.map(requirementName).sort().join(', ');
}

function requirementName({ key, operator, values }: Requirement): string {
  return [key, operator, ...[...values].sort()].join(' ');
}

/** `{app=web,{Key:role,Operator:NotIn,Values:[x y],}}`, with words before it. */
function readSelector(text: string): readonly string[] {
  const [, body = ''] = /\{(.*)\}\]$/.exec(text) ?? [];
  const expressions = [...body.matchAll(/\{Key:([^,]*),Operator:(\w+),Values:\[([^\]]*)\],\}/g)];
  const labels = expressions.reduce((rest, [whole]) => rest.replace(whole, ''), body).split(',');
  return [
    ...labels.flatMap((label) => (label.includes('=') ? [label.replace('=', ' In ')] : [])),
    ...expressions.map(([, key, operator, values = '']) => {
      return [key, operator, ...values.split(' ').filter(Boolean).sort()].join(' ');
    }),
  ];
}
