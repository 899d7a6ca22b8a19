import { append } from '../model/append.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Position, SourceFile } from '../model/source.ts';
import { type DocumentRange, splitDocuments } from './documents.ts';
import type { InputProblem } from './input.ts';
import { readJsonParts } from './json-parts.ts';
import { JsonScanner } from './json-scanner.ts';
import { unpackManifests } from './manifests.ts';
import type { Part } from './part.ts';
import { positionInFile } from './position.ts';
import { type Note, SyntaxProblem } from './syntax-error.ts';
import { readYamlPart } from './yaml-parts.ts';

export interface ManifestFile {
  readonly manifests: readonly Manifest[];
  /** There was a Kubernetes object, even if it was a list of none. */
  readonly isKubernetes: boolean;
  readonly problems: readonly InputProblem[];
  readonly warnings: readonly InputProblem[];
}

/** Reads every document of a file. A broken one is a problem, and the others are read all the same. */
export function readManifestFile(file: SourceFile): ManifestFile {
  const manifests: Manifest[] = [];
  const problems: InputProblem[] = [];
  const warnings: InputProblem[] = [];
  const positionOf = (offset: number) => positionInFile(file, offset);
  let isKubernetes = false;
  const { ranges, badSeparators } = splitDocuments(file.text);
  for (const offset of badSeparators) {
    const message = 'invalid YAML document separator: only a comment may follow ---';
    problems.push({ message, file: file.path, ...positionOf(offset) });
  }
  for (const range of ranges) {
    const notes: Note[] = [];
    const report = (problem: SyntaxProblem) =>
      problems.push({ ...problemIn(file, range, problem), ...positionOf(problem.offset) });
    const before = manifests.length;
    try {
      for (const part of readParts(file, range, notes)) {
        const unpacked = unpackManifests(part, file, range.index, report);
        for (const manifest of unpacked.manifests) manifests.push(manifest);
        isKubernetes ||= unpacked.isKubernetes;
      }
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      report(error);
    }
    // What is odd in a file of something else is none of our business.
    if (manifests.length > before)
      append(
        warnings,
        notes.map((note) => warningIn(file, note, positionOf)),
      );
  }
  return { manifests, isKubernetes, problems, warnings };
}

/** As kubectl: what starts with a brace is JSON, and what is then no JSON may still be YAML. */
function readParts(file: SourceFile, range: DocumentRange, notes: Note[]): readonly Part[] {
  const { start, end } = range;
  const first = new JsonScanner(file.text, end).skipSpace(start);
  if (first >= end) return [];
  if (!'{['.includes(file.text.charAt(first))) return readYaml(file, range, notes);
  try {
    return readJsonParts(file.text, start, end, notes);
  } catch (error) {
    if (!(error instanceof SyntaxProblem) || error.message === 'nested too deeply') throw error;
    notes.length = 0;
    try {
      return readYaml(file, range, notes);
    } catch (yamlError) {
      throw /\.ya?ml(?:\.gz)?$/i.test(file.path) ? yamlError : error;
    }
  }
}

function readYaml(file: SourceFile, { start, end }: DocumentRange, notes: Note[]): readonly Part[] {
  const part = readYamlPart(file.text, start, end, notes);
  return part === undefined ? [] : [part];
}

function problemIn(file: SourceFile, range: DocumentRange, { message }: SyntaxProblem): InputProblem {
  const isTemplate = file.text.slice(range.start, range.end).includes('{{');
  const hint = isTemplate ? { hint: 'a Helm template? render it first: helm template CHART' } : {};
  return { message, file: file.path, ...hint };
}

function warningIn(file: SourceFile, note: Note, positionOf: (offset: number) => Position): InputProblem {
  const first = note.first === undefined ? '' : ` (first on line ${positionOf(note.first).line})`;
  const hint = note.hint === undefined ? {} : { hint: note.hint };
  return { message: note.message + first, file: file.path, ...positionOf(note.offset), ...hint };
}
