import { formatWorkload } from '../../model/workload.ts';
import {
  type ConnectivityMap,
  clientsOf,
  type Granularity,
  type MapEndpoint,
  mapAssumptions,
  mapOf,
  type PolicyEngine,
  parseReference,
  resolveReference,
} from '../../policy/index.ts';
import {
  connectivityMapDocument,
  type InputDocument,
  mapCsvLines,
  mapDot,
  mapHtml,
  mapMermaid,
  mapSvg,
  mapTable,
  mapText,
  markdownTable,
} from '../../report/index.ts';
import { answering } from '../answers.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { loadWithPolicies } from '../load.ts';
import type { CommonOptions } from '../options.ts';
import { oneLine, printedJson } from '../terminal.ts';

export interface MapCommandOptions extends CommonOptions {
  readonly by: Granularity;
  readonly focus?: readonly string[];
  readonly exposure?: boolean;
}

export async function map(options: MapCommandOptions, io: Io): Promise<ExitCode> {
  const { engine, input, namespace } = await loadWithPolicies(options, io);
  const { by, exposure = false } = options;
  const focus = focusOf(engine, options.focus, namespace);
  const found = mapOf(engine, { by, exposure, ...(focus !== undefined && { focus }) });
  if (options.output === 'csv') for (const line of mapCsvLines(found)) io.out(`${line}\n`);
  else io.out(`${printed(found, input, options.output)}\n`);
  for (const assumption of mapAssumptions(engine, found)) io.err(`note: ${oneLine(assumption)}\n`);
  return exitCodes.holds;
}

function printed(found: ConnectivityMap, input: InputDocument, output: string): string {
  switch (output) {
    case 'json':
      return printedJson(connectivityMapDocument(found, input));
    case 'md': {
      const { header, rows } = mapTable(found, false);
      return markdownTable(header, rows);
    }
    case 'dot':
      return mapDot(found);
    case 'mermaid':
      return mapMermaid(found);
    case 'svg':
      return mapSvg(found);
    case 'html':
      return mapHtml(found);
    default:
      return mapText(found, output === 'wide');
  }
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
