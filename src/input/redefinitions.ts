import { isObject } from '../model/fields.ts';
import type { Json, JsonObject, Manifest } from '../model/manifest.ts';
import type { InputProblem } from './input.ts';
import { positionInFile } from './position.ts';

/**
 * Policies and namespaces of which the files give two definitions that differ: a cluster has one of a name, and nobody
 * can tell which. The same object read twice, with another status, is none of them. `defaultNamespace` is that of
 * objects that name none.
 */
export function redefinitionsOf(manifests: readonly Manifest[], defaultNamespace: string): readonly InputProblem[] {
  const first = new Map<string, Manifest>();
  return manifests.flatMap((manifest) => {
    const name = nameOf(manifest, defaultNamespace);
    if (name === undefined) return [];
    const known = first.get(name);
    if (known === undefined) first.set(name, manifest);
    const isSame = known === undefined || definitionOf(known) === definitionOf(manifest);
    return isSame ? [] : [redefinition(name, known, manifest)];
  });
}

/** `Kind namespace/name` of what decides about connections by being there; undefined for other objects. */
function nameOf({ value }: Manifest, defaultNamespace: string): string | undefined {
  const { kind } = value;
  if (typeof kind !== 'string' || !(kind === 'Namespace' || kind.endsWith('NetworkPolicy'))) return undefined;
  const { name, namespace } = metadataOf(value);
  // Without a name the API server makes one up.
  if (typeof name !== 'string' || name === '') return undefined;
  // A namespace has no effect on a cluster-wide object.
  if (kind === 'Namespace' || isClusterWide(kind)) return `${kind} ${name}`;
  return `${kind} ${typeof namespace === 'string' && namespace !== '' ? namespace : defaultNamespace}/${name}`;
}

function isClusterWide(kind: string): boolean {
  return /^(BaselineAdmin|Admin|Cluster|Global|CiliumClusterwide)/.test(kind);
}

function metadataOf({ metadata }: JsonObject): JsonObject {
  return isObject(metadata) ? metadata : {};
}

/** What of an object is not the API server's own. */
function definitionOf({ value }: Manifest): string {
  return JSON.stringify([value['apiVersion'], metadataOf(value)['labels'], value['spec']], (_, part: Json) =>
    isObject(part) ? Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)) : part,
  );
}

function redefinition(name: string, known: Manifest, { source }: Manifest): InputProblem {
  const earlier = positionInFile(known.source.file, known.source.start);
  return {
    message: `${name} is defined twice, and differently: first at ${known.source.file.path}:${earlier.line}`,
    hint: 'a cluster has one object of a kind and name; leave one out, or give the one that replaces the other by a later -f or --with',
    file: source.file.path,
    ...positionInFile(source.file, source.start),
  };
}
