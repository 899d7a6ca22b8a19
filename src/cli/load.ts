import { type PolicyKnowledge, policyKnowledge } from '../diagnose/index.ts';
import { type ContainerLog, type Input, type InputProblem, locate, readInput } from '../input/index.ts';
import { formatPath } from '../model/fields.ts';
import { fullName } from '../model/metadata.ts';
import { type Applied, type ObjectProblem, PolicyEngine, profileNamed } from '../policy/index.ts';
import { type InputDocument, inputDocument } from '../report/index.ts';
import { type Io, NoAnswer } from './io.ts';
import type { CommonOptions } from './options.ts';
import { readFiles } from './read-files.ts';

export interface Loaded {
  readonly engine: PolicyEngine;
  readonly input: InputDocument;
  readonly policies: PolicyKnowledge;
  readonly logs: readonly ContainerLog[];
  /** The namespace of names that name none; undefined searches them all. */
  readonly namespace: string | undefined;
}

/** Reads the input into an engine. Broken files and objects that the API server would reject are no answer: all are named. */
export async function load(options: CommonOptions, io: Io): Promise<Loaded> {
  const input = await readAll(options, io);
  for (const warning of input.warnings) io.err(`warning: ${formatInputProblem(warning)}\n`);
  const engine = engineOf(input, options, io);
  if (input.passedOver.length > 0) io.err(`${passedOver(input)}\n`);
  const policies = policyKnowledge(input, engine);
  return {
    engine,
    input: inputDocument(input, policies),
    policies,
    logs: input.logs,
    namespace: namespaceOf(engine, options),
  };
}

/** The files behind the options, read as they are. */
async function readAll(options: CommonOptions, io: Io): Promise<Input> {
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
  io.status?.('');
  return input;
}

/** The namespace that was chosen; undefined for all of them. */
function namespaceOf(engine: PolicyEngine, { allNamespaces, namespace }: CommonOptions): string | undefined {
  if (allNamespaces === true || namespace === undefined) return undefined;
  if (!engine.cluster.hasNamespace(namespace)) throw unknownNamespace(engine, namespace);
  return namespace;
}

/** What the linter looks into: everything, broken or not. */
export interface LoadedForLint extends Omit<Loaded, 'logs'> {
  readonly read: Input;
  readonly applied: Applied;
}

/** As `loadWithPolicies`, but what is broken or invalid is no reason to stop: that is what the linter is about. */
export async function loadForLint(options: CommonOptions, io: Io): Promise<LoadedForLint> {
  const read = await readAll(options, io);
  const engine = emptyEngine(options);
  const applied = engine.apply(read.manifests.map((manifest) => ({ type: 'put', manifest })));
  if (applied.changed.length + applied.problems.length + read.problems.length === 0) {
    throw emptyInput(read, options.filename ?? []);
  }
  if (read.passedOver.length > 0) io.err(`${passedOver(read)}\n`);
  const policies = policyKnowledge(read, engine);
  if (policies === 'missing') throw noPolicies();
  // A namespace may hold nothing but policies.
  const namespace = options.allNamespaces === true ? undefined : options.namespace;
  return { engine, input: inputDocument(read, policies), policies, namespace, read, applied };
}

/** For what only policies can answer: as `load`, but without them there is no answer. */
export async function loadWithPolicies(options: CommonOptions, io: Io): Promise<Loaded> {
  const loaded = await load(options, io);
  if (loaded.policies === 'missing') throw noPolicies();
  return loaded;
}

function noPolicies(): NoAnswer {
  return new NoAnswer([
    'the input does not hold the network policies of the cluster; get them with',
    'kubectl get networkpolicies --all-namespaces -o yaml > networkpolicies.yaml, and add -f networkpolicies.yaml',
  ]);
}

function emptyEngine(options: CommonOptions): PolicyEngine {
  const profile = options.profile === undefined ? undefined : profileNamed(options.profile);
  return new PolicyEngine({
    ...(profile !== undefined && { profile }),
    ...(options.namespace !== undefined && { defaultNamespace: options.namespace }),
  });
}

function engineOf(input: Input, options: CommonOptions, io: Io): PolicyEngine {
  const engine = emptyEngine(options);
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
  return `${place}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
}

function formatObjectProblem({ object, path, message, source }: ObjectProblem): string {
  const { line, column } = locate(source, path);
  const what = `${object.kind} ${fullName(object)} is invalid`;
  return `${source.file.path}:${line}:${column}: ${what}: ${formatPath(path)}: ${message}`;
}

function emptyInput(input: Input, filename: readonly string[]): NoAnswer {
  const count = input.passedOver.length + input.manifests.length;
  const files =
    count === 0 ? 'it is empty' : `none of what it holds is a Kubernetes object that has a part in connections`;
  const [first] = input.passedOver;
  const example = first === undefined ? '' : ` (${first.path}: ${first.reason})`;
  return new NoAnswer([`nothing to read in ${filename.join(', ')}: ${files}${example}`]);
}

function passedOver({ passedOver: files }: Input): string {
  const reasons = new Map<string, number>();
  for (const { reason } of files) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const list = [...reasons].map(([reason, count]) => `${count} ${reason}`).join(', ');
  return `passed over ${files.length} ${files.length === 1 ? 'file' : 'files'}: ${list}`;
}

function unknownNamespace(engine: PolicyEngine, namespace: string): NoAnswer {
  const known = engine.cluster.namespaces.map(({ name }) => name).slice(0, 12);
  return new NoAnswer([`no namespace "${namespace}" in the input; there is ${known.join(', ')}`]);
}

/** Nothing for what is read at once. */
function progress({ status, now }: Io): (files: number, bytes: number) => void {
  const start = Date.parse(now());
  return (files, bytes) => {
    if (status === undefined || Date.parse(now()) - start < 500) return;
    status(`reading: ${files} files, ${Math.round(bytes / 1024 / 1024)} MiB`);
  };
}
