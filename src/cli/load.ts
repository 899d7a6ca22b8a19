import { type ContainerLog, type Input, type InputProblem, locate, readInput } from '../input/index.ts';
import { formatPath } from '../model/fields.ts';
import { fullName } from '../model/metadata.ts';
import { type ObjectProblem, PolicyEngine, profileNamed } from '../policy/index.ts';
import { harmless, type InputDocument } from '../report/index.ts';
import { type Io, NoAnswer } from './io.ts';
import type { CommonOptions } from './options.ts';
import { readFiles } from './read-files.ts';

export interface Loaded {
  readonly engine: PolicyEngine;
  readonly input: InputDocument;
  /** Whether the input tells which policies there are. */
  readonly policiesKnown: boolean;
  readonly logs: readonly ContainerLog[];
  /** The namespace of names that name none; undefined searches them all. */
  readonly namespace: string | undefined;
}

/** Reads the input into an engine. Broken files and objects that the API server would reject are no answer: all are named. */
export async function load(options: CommonOptions, io: Io): Promise<Loaded> {
  const { filename = [] } = options;
  if (filename.length === 0) {
    throw new NoAnswer([
      'no input: give files with -f; reading a live cluster is not there yet',
      'such as: kubectl get pods,services,namespaces,networkpolicies,deployments -A -o yaml | netwhy diagnose -f -',
    ]);
  }
  const paths = [...filename, ...(options.with ?? [])];
  const stdin = paths.includes('-') ? await io.stdin() : undefined;
  const read = readFiles(paths, { maxInput: options.maxInput, stdin, onFile: progress(io) });
  const input = readInput(read, { maxInput: options.maxInput });
  clearProgress(io);
  for (const warning of input.warnings) io.err(`warning: ${formatInputProblem(warning)}\n`);
  const engine = engineOf(input, options, io);
  if (input.passedOver.length > 0) io.err(`${passedOver(input)}\n`);
  const { form, snapshot } = input;
  const namespace = options.allNamespaces === true ? undefined : options.namespace;
  if (namespace !== undefined && !engine.cluster.hasNamespace(namespace)) throw unknownNamespace(engine, namespace);
  return {
    engine,
    input: {
      form,
      ...(snapshot?.takenAt !== undefined && { takenAt: snapshot.takenAt }),
      ...(snapshot?.serverVersion !== undefined && { serverVersion: snapshot.serverVersion }),
      ...(snapshot !== undefined && snapshot.missing.length > 0 && { missing: snapshot.missing }),
    },
    policiesKnown: arePoliciesKnown(input, engine),
    logs: input.logs,
    namespace,
  };
}

function engineOf(input: Input, options: CommonOptions, io: Io): PolicyEngine {
  const profile = options.profile === undefined ? undefined : profileNamed(options.profile);
  const engine = new PolicyEngine({
    ...(profile !== undefined && { profile }),
    ...(options.namespace !== undefined && { defaultNamespace: options.namespace }),
  });
  const applied = engine.apply(input.manifests.map((manifest) => ({ type: 'put', manifest })));
  for (const warning of applied.warnings) io.err(`warning: ${formatObjectProblem(warning)}\n`);
  const problems = [...input.problems.map(formatInputProblem), ...applied.problems.map(formatObjectProblem)];
  if (problems.length > 0) throw new NoAnswer(problems);
  if (applied.changed.length === 0) throw emptyInput(input, options.filename ?? []);
  if (applied.withoutNamespace > 0) {
    const namespace = options.namespace ?? 'default';
    io.err(`note: ${applied.withoutNamespace} objects name no namespace, and are read as those of "${namespace}"\n`);
  }
  return engine;
}

function formatInputProblem({ message, file, line, column, hint }: InputProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return harmless(`${place}: ${message}${hint === undefined ? '' : ` (${hint})`}`);
}

function formatObjectProblem({ object, path, message, source }: ObjectProblem): string {
  const { line, column } = locate(source, path);
  const what = `${object.kind} ${fullName(object)} is invalid`;
  return harmless(`${source.file.path}:${line}:${column}: ${what}: ${formatPath(path)}: ${message}`);
}

function emptyInput(input: Input, filename: readonly string[]): NoAnswer {
  const count = input.passedOver.length + input.manifests.length;
  const files =
    count === 0 ? 'it is empty' : `none of what it holds is a Kubernetes object that has a part in connections`;
  const [first] = input.passedOver;
  const example = first === undefined ? '' : ` (${first.path}: ${first.reason})`;
  return new NoAnswer([harmless(`nothing to read in ${filename.join(', ')}: ${files}${example}`)]);
}

function passedOver({ passedOver: files }: Input): string {
  const reasons = new Map<string, number>();
  for (const { reason } of files) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const list = [...reasons].map(([reason, count]) => `${count} ${reason}`).join(', ');
  return harmless(`passed over ${files.length} ${files.length === 1 ? 'file' : 'files'}: ${list}`);
}

function unknownNamespace(engine: PolicyEngine, namespace: string): NoAnswer {
  const known = engine.cluster.namespaces.map(({ name }) => name).slice(0, 12);
  return new NoAnswer([`no namespace "${namespace}" in the input; there is ${known.join(', ')}`]);
}

/**
 * A snapshot says what it lacks. Elsewhere the input must show that somebody asked for policies: by holding one, or a file
 * of that name, which is empty where the cluster has none. A cluster-info dump never does.
 */
function arePoliciesKnown(input: Input, engine: PolicyEngine): boolean {
  if (input.snapshot !== undefined) return !input.snapshot.missing.some((kind) => /networkpolic/i.test(kind));
  if (engine.policies.length > 0) return true;
  const files = input.passedOver.map(({ path }) => path);
  return files.some((path) => /(^|\/)networkpolic(y|ies)\.(ya?ml|json)$/i.test(path));
}

function progress(io: Io): (files: number, bytes: number) => void {
  const start = Date.parse(io.now());
  return (files, bytes) => {
    if (!io.interactive || Date.parse(io.now()) - start < 500) return;
    io.err(`\rreading: ${files} files, ${Math.round(bytes / 1024 / 1024)} MiB`);
  };
}

function clearProgress(io: Io): void {
  if (io.interactive) io.err('\r\u001b[K');
}
