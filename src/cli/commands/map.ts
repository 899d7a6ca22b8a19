import { formatWorkload } from '../../model/workload.ts';
import {
  type ConnectivityMap,
  clientsOf,
  type Granularity,
  type MapEndpoint,
  mapAssumptions,
  mapOf,
  type NearConnection,
  nearConnections,
  type PolicyEngine,
  parseReference,
  resolveReference,
  TooManyPairsError,
} from '../../policy/index.ts';
import {
  connectivityMapDocument,
  deniedConnections,
  type InputDocument,
  mapCsvLines,
  mapDot,
  mapHtml,
  mapMermaid,
  mapSvg,
  mapTable,
  mapText,
  markdownTable,
  nearMissTable,
  nearMissText,
  styleWith,
  type Table,
  table,
  wrap,
} from '../../report/index.ts';
import { answering } from '../answers.ts';
import { type ExitCode, exitCodes, type Io, NoAnswer } from '../io.ts';
import { loadWithPolicies } from '../load.ts';
import type { CommonOptions } from '../options.ts';
import { oneLine, printedJson } from '../terminal.ts';

export interface MapCommandOptions extends CommonOptions {
  readonly by: Granularity;
  readonly focus?: readonly string[];
  readonly exposure?: boolean;
  readonly nearMisses?: boolean;
}

export async function map(options: MapCommandOptions, io: Io): Promise<ExitCode> {
  const { engine, input, namespace } = await loadWithPolicies(options, io);
  const { by, exposure = false } = options;
  const focus = focusOf(engine, options.focus, namespace);
  const found = mapOf(engine, { by, exposure, ...(focus !== undefined && { focus }) });
  const near = options.nearMisses === true ? nearMisses(engine, found, focus) : undefined;
  if (options.output === 'csv') for (const line of mapCsvLines(found, near)) io.out(`${line}\n`);
  else io.out(`${printed({ map: found, near }, input, options.output, io)}\n`);
  for (const assumption of mapAssumptions(engine, found)) io.err(`note: ${oneLine(assumption)}\n`);
  return exitCodes.holds;
}

/** A map, and what is denied by little where that was asked for. */
interface Found {
  readonly map: ConnectivityMap;
  readonly near: readonly NearConnection[] | undefined;
}

function nearMisses(
  engine: PolicyEngine,
  { endpoints }: ConnectivityMap,
  focus: (endpoint: MapEndpoint) => boolean = () => true,
): readonly NearConnection[] {
  try {
    return nearConnections(engine, endpoints, (from, to) => focus(from) || focus(to));
  } catch (error) {
    if (!(error instanceof TooManyPairsError)) throw error;
    throw new NoAnswer([`${error.message}; narrow them with --focus or -n`]);
  }
}

function printed({ map: found, near }: Found, input: InputDocument, output: string, io: Io): string {
  const denied = deniedConnections(near ?? []);
  switch (output) {
    case 'json':
      return printedJson(connectivityMapDocument(found, input, near));
    case 'dot':
      return mapDot(found, { denied });
    case 'mermaid':
      return mapMermaid(found, { denied });
    case 'svg':
      return mapSvg(found, { denied });
    case 'html':
      return mapHtml(found, { denied });
    default:
      return tables({ map: found, near }, output, io);
  }
}

/** As tables, but for the near misses on a terminal, which are sentences. */
function tables({ map: found, near }: Found, output: string, io: Io): string {
  const isMarkdown = output === 'md';
  const print = ({ header, rows }: Table) => (isMarkdown ? markdownTable : table)(header, rows);
  const connections = isMarkdown ? print(mapTable(found, true)) : mapText(found, output === 'wide');
  if (near === undefined) return connections;
  if (near.length === 0) return `${connections}\n\nNo rule all but lets a connection through.`;
  const misses =
    output === 'text'
      ? wrap(nearMissText(found, near, styleWith(io.colours)), io.columns)
      : `Denied by a near miss:\n\n${print(nearMissTable(found, near))}`;
  return `${connections}\n\n${misses}`;
}

/** The endpoints that are meant by names, or that are in the namespace of `-n`; undefined for all. */
function focusOf(
  engine: PolicyEngine,
  names: readonly string[] | undefined,
  namespace: string | undefined,
): ((endpoint: MapEndpoint) => boolean) | undefined {
  if (names === undefined) {
    return namespace === undefined ? undefined : (endpoint) => namespaceOf(endpoint) === namespace;
  }
  const { cluster } = engine;
  const ends = names.flatMap((name) =>
    answering(() => clientsOf(engine, resolveReference(cluster, parseReference(name), namespace))),
  );
  const pods = ends.flatMap((end) => (end.kind === 'pod' ? [end.pod] : []));
  const meant = new Set(
    pods.flatMap((pod) => [`pod ${pod.namespace}/${pod.name}`, keyOfWorkload(cluster.workloadOf(pod))]),
  );
  return (endpoint) => {
    if (endpoint.kind === 'pod') return meant.has(`pod ${endpoint.namespace}/${endpoint.name}`);
    return endpoint.kind === 'workload' && meant.has(keyOfWorkload(endpoint.workload));
  };
}

function keyOfWorkload(workload: { readonly kind: string; readonly namespace: string; readonly name: string }): string {
  return `${workload.kind} ${formatWorkload(workload)}`;
}

function namespaceOf(endpoint: MapEndpoint): string | undefined {
  if (endpoint.kind === 'pod') return endpoint.namespace;
  return endpoint.kind === 'workload' ? endpoint.workload.namespace : undefined;
}
