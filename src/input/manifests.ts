import type { Json, JsonObject, Manifest } from '../model/manifest.ts';
import type { SourceFile } from '../model/source.ts';
import { isListKind, isObject, member, type Part } from './part.ts';
import { SyntaxProblem } from './syntax-error.ts';

interface TypeMeta {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Where what a document holds goes to. */
interface Sink {
  readonly add: (value: JsonObject, part: Part) => void;
  readonly report: (problem: SyntaxProblem) => void;
}

export interface Unpacked {
  readonly manifests: readonly Manifest[];
  /** There was a Kubernetes object, even if it was a list of none. */
  readonly isKubernetes: boolean;
}

/** Takes the objects out of a document: lists are unpacked, what is no Kubernetes object is left out. */
export function unpackManifests(
  part: Part,
  file: SourceFile,
  document: number,
  report: (problem: SyntaxProblem) => void,
): Unpacked {
  const manifests: Manifest[] = [];
  const add = (value: JsonObject, { start, end }: Part) => {
    manifests.push({ value, source: { file, document, start, end } });
  };
  const isKubernetes = unpack(part, undefined, { add, report });
  return { manifests, isKubernetes };
}

/** `inherited` is the type of a typed list's items, which need not say it (`kubectl cluster-info dump` does not). */
function unpack(part: Part, inherited: TypeMeta | undefined, sink: Sink): boolean {
  const { value, items = [] } = part;
  if (Array.isArray(value)) return unpackAll(items, inherited, sink);
  if (!isObject(value)) {
    if (inherited !== undefined)
      sink.report(new SyntaxProblem(`an item of a ${inherited.kind}List is no object`, part.start));
    return false;
  }
  const type = typeOf(value, inherited);
  if (type === undefined) return false;
  if (type instanceof Error) {
    sink.report(new SyntaxProblem(type.message, part.start));
  } else if (isListKind(type.kind) && isListValue(part)) {
    const itemType = type.kind === 'List' ? undefined : { ...type, kind: type.kind.slice(0, -'List'.length) };
    unpackAll(
      items.filter((item) => item.value !== null),
      itemType,
      sink,
    );
  } else {
    sink.add(completed(part, value, type), part);
  }
  return true;
}

function unpackAll(parts: readonly Part[], inherited: TypeMeta | undefined, sink: Sink): boolean {
  let isKubernetes = false;
  for (const part of parts) isKubernetes = unpack(part, inherited, sink) || isKubernetes;
  return isKubernetes;
}

function completed({ items }: Part, value: JsonObject, type: TypeMeta): JsonObject {
  const isComplete = member(value, 'kind') === type.kind && member(value, 'apiVersion') === type.apiVersion;
  if (isComplete && items === undefined) return value;
  return { ...type, ...value, ...type, ...(items === undefined ? {} : { items: items.map(whole) }) };
}

/** An `items` that is null, or not there, is an empty list; another type of it is some resource that is called …List. */
function isListValue(part: Part): boolean {
  if (part.items !== undefined) return true;
  return isObject(part.value) && member(part.value, 'items') == null && member(part.value, 'spec') === undefined;
}

/**
 * Undefined for what is no Kubernetes object at all. An object with a `metadata` or `spec` and only one of `kind` and
 * `apiVersion` was meant as one.
 */
function typeOf(value: JsonObject, inherited: TypeMeta | undefined): TypeMeta | Error | undefined {
  const apiVersion = text(member(value, 'apiVersion')) ?? inherited?.apiVersion;
  const kind = text(member(value, 'kind')) ?? inherited?.kind;
  if (apiVersion !== undefined && kind !== undefined) return { apiVersion, kind };
  if (apiVersion === undefined && kind === undefined) return undefined;
  if (!isObject(member(value, 'metadata')) && !isObject(member(value, 'spec'))) return undefined;
  const message = kind === undefined ? `an object of ${apiVersion} has no kind` : `the ${kind} has no apiVersion`;
  return new Error(message);
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function whole(part: Part): Json {
  const items = part.items?.map(whole);
  if (items === undefined) return part.value;
  return isObject(part.value) ? { ...part.value, items } : items;
}
