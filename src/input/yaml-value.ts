import type { Json, JsonObject } from '../model/manifest.ts';
import { maxNotes, type Note, SyntaxProblem } from './syntax-error.ts';
import { AliasBudget } from './yaml-alias-budget.ts';
import { keyText } from './yaml-key.ts';
import { isBooleanOfYaml11, type Scalar } from './yaml-scalars.ts';
import { resolveScalar } from './yaml-tags.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from './yaml-tree.ts';

type MutableObject = Record<string, Json>;

/** The last two keys on the way to a value. */
interface Place {
  readonly name: string;
  readonly parent: string;
}

const nowhere: Place = { name: '', parent: '' };

/** Fields whose values, and maps whose every value, are strings: where a boolean was hardly meant. */
const textFields: ReadonlySet<string> = new Set(
  'value name namespace key operator effect kind apiVersion host hostname image protocol port values args command'.split(
    ' ',
  ),
);
const textMaps: ReadonlySet<string> = new Set(
  'labels annotations matchLabels selector nodeSelector data stringData'.split(' '),
);

/** The JSON value of a node as `sigs.k8s.io/yaml.YAMLToJSON` gives it. Throws a SyntaxProblem. */
export function yamlValue(node: YamlNode, notes: Note[]): Json {
  return new ValueReader(notes).read(node, nowhere);
}

class ValueReader {
  private readonly notes: Note[];
  private readonly budget = new AliasBudget();

  constructor(notes: Note[]) {
    this.notes = notes;
  }

  read(node: YamlNode, place: Place): Json {
    this.budget.count(node);
    switch (node.kind) {
      case 'scalar':
        return this.scalar(node, place);
      case 'sequence':
        return this.budget.nested(node, () => node.items.map((item) => this.read(item, place)));
      case 'mapping':
        return this.budget.nested(node, () => this.mapping(node, place, {}));
      case 'alias':
        return this.budget.aliased(node, (target) => this.read(target, place));
    }
  }

  private scalar(node: YamlScalar, place: Place): Json {
    const scalar = resolveScalar(node);
    if (node.plain && scalar.type === 'boolean' && isBooleanOfYaml11(node.text) && isTextExpected(place)) {
      this.noteBoolean(node, scalar.value);
    }
    return jsonOf(scalar, node);
  }

  private mapping(node: YamlMapping, place: Place, into: MutableObject): JsonObject {
    const merged = new Set<string>();
    for (const entry of node.entries) {
      if (isMerge(entry.key)) {
        for (const key of this.merge(entry.value, place, into)) merged.add(key);
        continue;
      }
      const key = this.key(entry.key);
      const value = this.read(entry.value, { name: key, parent: place.name });
      if (Object.hasOwn(into, key) && !merged.has(key)) this.noteDuplicate(node, entry, key);
      set(into, key, value);
      merged.delete(key);
    }
    return into;
  }

  /** go-yaml decodes merged mappings into the same map, in the order written: later ones win, whichever they are. */
  private merge(node: YamlNode, place: Place, into: MutableObject): readonly string[] {
    const sources = node.kind === 'sequence' ? node.items.toReversed() : [node];
    return sources.flatMap((source) => {
      const value = mappingOf(source) === undefined ? undefined : this.read(source, place);
      if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value)) {
        throw new SyntaxProblem('map merge requires map or sequence of maps as the value', source.start);
      }
      const entries = Object.entries(value as MutableObject);
      for (const [key, item] of entries) set(into, key, item);
      return entries.map(([key]) => key);
    });
  }

  private key(node: YamlNode): string {
    this.budget.count(node);
    const target = node.kind === 'alias' ? node.target : node;
    if (target?.kind !== 'scalar') throw new SyntaxProblem('a list or a map can not be a key', node.start);
    const scalar = resolveScalar(target);
    const key = keyText(scalar);
    if (key === undefined) throw new SyntaxProblem(`${target.text || 'null'} can not be a key: quote it`, node.start);
    if (target.plain && scalar.type === 'boolean' && isBooleanOfYaml11(target.text)) {
      this.noteBoolean(target, scalar.value);
    }
    return key;
  }

  private noteBoolean(node: YamlScalar, value: boolean): void {
    if (this.notes.length >= maxNotes) return;
    const message = `unquoted ${node.text} is read as the boolean ${value}, as kubectl does`;
    this.notes.push({ message, offset: node.start, hint: `quote it: "${node.text}"` });
  }

  private noteDuplicate(node: YamlMapping, entry: YamlEntry, key: string): void {
    if (this.notes.length >= maxNotes) return;
    const first = node.entries.find(
      ({ key: other }) => other.kind === 'scalar' && keyText(resolveScalar(other)) === key,
    );
    const message = `the key ${JSON.stringify(key)} is written twice: the last one counts, as in kubectl`;
    this.notes.push({ message, offset: entry.key.start, ...(first === undefined ? {} : { first: first.key.start }) });
  }
}

function isMerge(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.text === '<<' && ((key.plain && key.tag === undefined) || key.tag === '!!merge');
}

function mappingOf(node: YamlNode): YamlMapping | undefined {
  const target = node.kind === 'alias' ? node.target : node;
  return target?.kind === 'mapping' ? target : undefined;
}

function isTextExpected(place: Place): boolean {
  return textFields.has(place.name) || textMaps.has(place.parent);
}

/** `__proto__` is a key like any other. */
function set(object: MutableObject, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}

function jsonOf(scalar: Scalar, node: YamlScalar): Json {
  switch (scalar.type) {
    case 'null':
      return null;
    case 'boolean':
    case 'string':
      return scalar.value;
    case 'integer':
      return Number(scalar.value);
    case 'float':
      if (Number.isFinite(scalar.value)) return scalar.value;
      throw new SyntaxProblem(`${node.text} has no JSON form: quote it`, node.start);
  }
}
