import type { Input } from '../input/index.ts';
import type { PolicyEngine } from '../policy/index.ts';

/**
 * Whether an input tells which network policies there are. `given`: it does. `none`: it holds none, and need not: manifests may
 * have no policy. `missing`: it was taken from a cluster without them, so that nothing can be said about what they allow.
 */
export type PolicyKnowledge = 'given' | 'none' | 'missing';

/**
 * The input must show that somebody asked for policies: by holding one, or a file of that name, which is empty where the
 * cluster has none. A cluster-info dump never does.
 */
export function policyKnowledge({ snapshot, form, paths }: Input, engine: PolicyEngine): PolicyKnowledge {
  if (snapshot?.missing.some((kind) => /networkpolic/i.test(kind))) return 'missing';
  if (engine.policies.some(({ kind }) => kind === 'NetworkPolicy')) return 'given';
  const isAsked = paths.some((path) => /(^|\/)networkpolic(y|ies)\.(ya?ml|json)$/i.test(path));
  if (isAsked) return 'given';
  return form === 'manifests' ? 'none' : 'missing';
}
