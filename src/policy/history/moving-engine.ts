import type { Manifest } from '../../model/manifest.ts';
import { fullName, type ObjectRef } from '../../model/metadata.ts';
import { type EngineOptions, type ObjectProblem, PolicyEngine } from '../engine.ts';
import { changesBetween, type KnownObject, type ObjectMap } from './object-changes.ts';

/** What an engine makes of one manifest alone. */
interface Known {
  /** Missing for a kind that has no part in connections, and for an object that was left out. */
  readonly object?: KnownObject;
  readonly problems: readonly ObjectProblem[];
}

/**
 * One engine for many states of a cluster that have most of their manifests, the very objects, in common: what a manifest
 * is about is found out once, and a move from state to state applies only what differs.
 */
export class MovingEngine {
  private readonly options: EngineOptions;
  private readonly known = new WeakMap<Manifest, Known>();
  private engine: PolicyEngine;
  private objects: ObjectMap = new Map();

  /** `options` are those of every engine that it gives. */
  constructor(options: EngineOptions = {}) {
    this.options = options;
    this.engine = new PolicyEngine(options);
  }

  /**
   * The objects of a state. Of two manifests for one object the last counts, as when they are applied in turn; those with
   * problems are left out.
   */
  objectsOf(manifests: Iterable<Manifest>): ObjectMap {
    const objects = new Map<string, KnownObject>();
    for (const manifest of manifests) {
      const { object } = this.know(manifest);
      if (object === undefined) continue;
      objects.delete(object.key);
      objects.set(object.key, object);
    }
    return objects;
  }

  /** The faults for which an engine leaves manifests out. */
  problemsOf(manifests: Iterable<Manifest>): readonly ObjectProblem[] {
    return [...manifests].flatMap((manifest) => this.know(manifest).problems);
  }

  /** An engine that holds these objects and no others. It is the same one at each call: ask it before the next move. */
  at(objects: ObjectMap): PolicyEngine {
    if (hasTwins(this.objects) || hasTwins(objects)) {
      this.engine = new PolicyEngine(this.options);
      this.objects = new Map();
    }
    const changes = changesBetween(this.objects, objects);
    this.engine.apply(
      changes.map(({ object: { ref }, after }) =>
        after === undefined ? { type: 'remove', ref } : { type: 'put', manifest: after.manifest },
      ),
    );
    this.objects = objects;
    return this.engine;
  }

  /** Asks an engine of its own, so that only one place decides what an object is called and what is wrong with it. */
  private know(manifest: Manifest): Known {
    const found = this.known.get(manifest);
    if (found !== undefined) return found;
    const { changed, problems } = new PolicyEngine(this.options).apply([{ type: 'put', manifest }]);
    const [ref] = changed;
    const known = { ...(ref !== undefined && { object: knownObject(ref, manifest) }), problems };
    this.known.set(manifest, known);
    return known;
  }
}

/** A removal names no API group: objects that differ in it alone can be put, but not taken away one at a time. */
function hasTwins(objects: ObjectMap): boolean {
  const names = new Set<string>();
  for (const { name } of objects.values()) names.add(name);
  return names.size < objects.size;
}

function knownObject(ref: ObjectRef, manifest: Manifest): KnownObject {
  const name = `${ref.kind}/${fullName(ref)}`;
  return { key: `${groupOf(manifest)}/${name}`, name, ref, manifest };
}

/** The API group of an object's kind; the core group is the empty string. */
function groupOf({ value }: Manifest): string {
  const { apiVersion } = value;
  return typeof apiVersion === 'string' && apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}
