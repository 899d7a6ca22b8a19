import { type PolicyKnowledge, policyKnowledge } from '../diagnose/index.ts';
import {
  type ContainerLog,
  type Input,
  type InputFile,
  type InputProblem,
  locate,
  readInput,
  redefinitionsOf,
} from '../input/index.ts';
import { type Address, parseAddress } from '../model/address.ts';
import { counted } from '../model/counted.ts';
import { formatPath } from '../model/fields.ts';
import { fullName } from '../model/metadata.ts';
import { type Applied, DomainNames, type ObjectProblem, PolicyEngine, profileNamed } from '../policy/index.ts';
import { type InputDocument, inputDocument } from '../report/index.ts';
import { type Io, NoAnswer, UsageError } from './io.ts';
import type { CommonOptions } from './options.ts';
import { readFiles } from './read-files.ts';
import { oneLine } from './terminal.ts';

export interface Loaded {
  readonly engine: PolicyEngine;
  readonly input: InputDocument;
  readonly policies: PolicyKnowledge;
  readonly logs: readonly ContainerLog[];
  /** The namespace of names that name none; undefined searches them all. */
  readonly namespace: string | undefined;
}

/** A broken file may have faults by the million. */
const shownProblems = 100;

/** Reads the input into an engine. Broken files and objects that the API server would reject are no answer: all are named. */
export function load(options: CommonOptions, io: Io): Promise<Loaded> {
  return loadPaths(pathsOf(options), options, io);
}

/** The paths of `-f` and `--with`, of which there must be one. */
function pathsOf(options: CommonOptions): readonly string[] {
  const { filename = [] } = options;
  if (filename.length === 0) {
    throw new NoAnswer([
      'no input: give files with -f, as a live cluster cannot be read yet; get them with',
      'kubectl get pods,services,namespaces,nodes,networkpolicies,replicasets -A -o yaml > cluster.yaml, and add -f cluster.yaml',
    ]);
  }
  return [...filename, ...(options.with ?? [])];
}

/** As `load`, for other paths than those of `-f`. */
export async function loadPaths(paths: readonly string[], options: CommonOptions, io: Io): Promise<Loaded> {
  const files = await filesOf(paths, options, io);
  return loadFiles(files, { ...options, filename: paths, with: [] }, io);
}

async function filesOf(paths: readonly string[], options: CommonOptions, io: Io): Promise<Iterable<InputFile>> {
  const stdin = paths.includes('-') ? await io.stdin() : undefined;
  return readFiles(paths, { maxInput: options.maxInput, stdin, onFile: progress(io) });
}

/** As `load`, for files that are read already, under the paths of `filename` and `with`. */
export function loadFiles(files: Iterable<InputFile>, options: CommonOptions, io: Io): Loaded {
  const input = readInput(files, { maxInput: options.maxInput });
  io.status?.('');
  for (const line of described(input.warnings, [])) io.err(`warning: ${oneLine(line)}\n`);
  const engine = engineOf(input, options, io);
  if (input.passedOver.length > 0) io.err(`${passedOver(input)}\n`);
  const namespace = namespaceOf(options);
  if (namespace !== undefined && !engine.cluster.hasNamespace(namespace)) throw unknownNamespace(engine, namespace);
  const policies = policyKnowledge(input, engine);
  return { engine, input: inputDocument(input, policies), policies, logs: input.logs, namespace };
}

/** The namespace that was chosen; undefined for all of them. */
function namespaceOf({ allNamespaces, namespace }: CommonOptions): string | undefined {
  return allNamespaces === true ? undefined : namespace;
}

/** What the linter looks into: everything, broken or not. */
export interface LoadedForLint extends Omit<Loaded, 'logs'> {
  readonly read: Input;
  readonly applied: Applied;
}

/** As `loadWithPolicies`, but what is broken or invalid is no reason to stop: that is what the linter is about. */
export async function loadForLint(options: CommonOptions, io: Io): Promise<LoadedForLint> {
  const read = readInput(await filesOf(pathsOf(options), options, io), { maxInput: options.maxInput });
  io.status?.('');
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
  return withPolicies(await load(options, io));
}

/** Input that is there, but does not tell which policies there are, is no answer. */
export function withPolicies(loaded: Loaded): Loaded {
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
    domainNames: new DomainNames((options.dns ?? []).map(([name, address]) => [name, addressOf(address)])),
  });
}

function engineOf(input: Input, options: CommonOptions, io: Io): PolicyEngine {
  const engine = emptyEngine(options);
  const applied = engine.apply(input.manifests.map((manifest) => ({ type: 'put', manifest })));
  for (const line of described([], applied.warnings)) io.err(`warning: ${oneLine(line)}\n`);
  const ofFiles = [...input.problems, ...conflicts(input, options)];
  const problems = ofFiles.length + applied.problems.length;
  if (problems > 0) throw new NoAnswer(described(ofFiles, applied.problems));
  if (applied.changed.length === 0) throw emptyInput(input, options.filename ?? []);
  if (applied.withoutNamespace > 0) {
    const namespace = options.namespace ?? 'default';
    io.err(
      `note: ${counted(applied.withoutNamespace, 'object names', 'objects name')} no namespace: read as of "${namespace}"\n`,
    );
  }
  return engine;
}

/** One line for each fault, found only for as many as are shown. */
function described(ofFiles: readonly InputProblem[], ofObjects: readonly ObjectProblem[]): readonly string[] {
  const shown = [
    ...ofFiles.slice(0, shownProblems).map(formatInputProblem),
    ...ofObjects.slice(0, shownProblems).map(formatObjectProblem),
  ].slice(0, shownProblems);
  const others = ofFiles.length + ofObjects.length - shown.length;
  return others === 0 ? shown : [...shown, `${counted(others, 'more fault is', 'more faults are')} not shown`];
}

function addressOf(text: string): Address {
  const address = parseAddress(text);
  if (address === undefined) throw new UsageError(`"${text}" is no address; write --dns NAME=ADDRESS`);
  return address;
}

/** Within one path of `-f` or `--with`: what is given with a later one is to replace what was given before. */
function conflicts({ manifests }: Input, options: CommonOptions): readonly InputProblem[] {
  const paths = [...(options.filename ?? []), ...(options.with ?? [])];
  return paths.flatMap((path) => {
    const own = manifests.filter(({ source }) => isBelow(source.file.path, path));
    return redefinitionsOf(own, options.namespace ?? 'default');
  });
}

/** Whether a file is the one of a path, in its folder, or in its archive. */
function isBelow(file: string, path: string): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  return file === path || file.startsWith(folder) || file.startsWith(`${path}!`);
}

/** `FILE:LINE:COLUMN: …`, as it is printed after `error:`. */
export function formatInputProblem({ message, file, line, column, hint }: InputProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
}

/** `FILE:LINE:COLUMN: …`, with the part of the object that is wrong. */
export function formatObjectProblem({ object, path, message, source }: ObjectProblem): string {
  const { line, column } = locate(source, path);
  const what = [object.kind, fullName(object)].filter((part) => part !== '').join(' ');
  const where = path.length === 0 ? '' : `${formatPath(path)}: `;
  return `${source.file.path}:${line}:${column}: ${what} is invalid: ${where}${message}`;
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
  return `passed over ${counted(files.length, 'file')}: ${list}`;
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
    status(`reading: ${counted(files, 'file')}, ${Math.round(bytes / 1024 / 1024)} MiB`);
  };
}
