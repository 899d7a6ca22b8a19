import { FieldError, Fields } from '../../model/fields.ts';
import type { Manifest } from '../../model/manifest.ts';
import type { Path } from '../../model/source.ts';
import type { ValidationProblem } from '../api-validation.ts';
import type { ObjectProblem } from '../engine.ts';
import { closest } from '../reference/resolve.ts';
import type { Assertion, ConnectivityTest, Via } from './assertion.ts';
import { decodeEnds } from './decode-end.ts';
import { decodePorts } from './decode-port.ts';

/** A test that was read, or what is wrong with it: `test` is there where there are no problems. */
export interface DecodedTest {
  readonly test?: ConnectivityTest;
  readonly problems: readonly ObjectProblem[];
}

/** Whether an object is a `ConnectivityTest`, of any version. */
export function isConnectivityTest({ value }: Manifest): boolean {
  const apiVersion = value['apiVersion'];
  return value['kind'] === 'ConnectivityTest' && typeof apiVersion === 'string' && apiVersion.startsWith('netwhy.dev/');
}

/** Reads a `ConnectivityTest`. Never throws for what is in it: every fault is a problem with its path. */
export function decodeConnectivityTest(manifest: Manifest): DecodedTest {
  const found: ValidationProblem[] = [];
  const fields = new Fields(manifest.value);
  const test = tolerant(found, () => decodeTest(fields, manifest, found));
  if (found.length === 0 && test !== undefined) return { test, problems: [] };
  const object = { kind: 'ConnectivityTest', namespace: '', name: test?.name ?? '' };
  return { problems: found.map(({ path, message }) => ({ object, path, message, source: manifest.source })) };
}

function decodeTest(fields: Fields, { source }: Manifest, problems: ValidationProblem[]): ConnectivityTest {
  if (fields.text('apiVersion') !== 'netwhy.dev/v1alpha1') {
    problems.push({ path: ['apiVersion'], message: 'only netwhy.dev/v1alpha1 is known' });
  }
  refuseOthers(fields, ['apiVersion', 'kind', 'metadata', 'allow', 'deny'], problems);
  const metadata = fields.object('metadata');
  const namespace = metadata?.text('namespace');
  const assertions = (['allow', 'deny'] as const).flatMap((expects) =>
    fields
      .objects(expects)
      .flatMap((entry) => tolerant(problems, () => decodeAssertion(entry, expects, problems)) ?? []),
  );
  if (!fields.has('allow') && !fields.has('deny')) {
    problems.push({ path: [], message: 'it asserts nothing: write a list allow, or deny' });
  }
  return {
    name: metadata?.text('name') ?? '',
    ...(namespace !== undefined && namespace !== '' && { namespace }),
    assertions,
    source,
  };
}

function decodeAssertion(fields: Fields, expects: Assertion['expects'], problems: ValidationProblem[]): Assertion {
  refuseOthers(fields, ['name', 'from', 'to', 'ports', 'via'], problems);
  const name = fields.text('name');
  const ports = decodePorts(fields, problems);
  const to = decodeEnds(fields, 'to', 'server', problems);
  for (const end of to) {
    if (ports === undefined || end.ports === undefined) continue;
    problems.push({ path: [...fields.path, 'ports'], message: `"${end.text}" names a port too: write it once` });
  }
  const via = decodeVia(fields, problems);
  return {
    expects,
    path: fields.path,
    ...(name !== undefined && { name }),
    from: decodeEnds(fields, 'from', 'client', problems),
    to: ports === undefined ? to : to.map((end) => ({ ...end, ports })),
    ...(via !== undefined && { via }),
  };
}

function decodeVia(fields: Fields, problems: ValidationProblem[]): Via | undefined {
  const raw = fields.raw('via');
  if (raw === undefined) return undefined;
  if (raw === 'any') return { kind: 'any' };
  if (Array.isArray(raw)) return { kind: 'steps', ends: decodeEnds(fields, 'via', 'server', problems) };
  if (typeof raw !== 'object') {
    problems.push({ path: [...fields.path, 'via'], message: 'must be any, a list of steps, or {except: END}' });
    return undefined;
  }
  const via = fields.object('via') ?? new Fields({}, [...fields.path, 'via']);
  refuseOthers(via, ['except'], problems);
  return { kind: 'except', ends: decodeEnds(via, 'except', 'client', problems) };
}

/** Read past, a field that nobody knows would turn an assertion into one that says less. */
function refuseOthers(fields: Fields, known: readonly string[], problems: ValidationProblem[]): void {
  for (const key of fields.keys()) {
    if (known.includes(key)) continue;
    problems.push({ path: [...fields.path, key], message: `unknown field${suggestion(key, known)}` });
  }
}

function suggestion(key: string, known: readonly string[]): string {
  return `; there is ${closest(key, known).join(', ')}`;
}

/** A fault of one entry does not hide those of the others. */
function tolerant<T>(problems: ValidationProblem[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    problems.push({ path: error.path satisfies Path, message: error.problem });
    return undefined;
  }
}
