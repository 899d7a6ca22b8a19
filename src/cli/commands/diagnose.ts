import { type Diagnosis, dataTime, diagnose as diagnoseAll, logIndex } from '../../diagnose/index.ts';
import { fullName } from '../../model/metadata.ts';
import type { WorkloadRef } from '../../model/workload.ts';
import { parseReference, resolveReference } from '../../policy/index.ts';
import {
  diagnosesMarkdown,
  diagnosesSummary,
  diagnosisList,
  diagnosisText,
  inputLine,
  styleWith,
  wrap,
} from '../../report/index.ts';
import { answering } from '../answers.ts';
import { type ExitCode, exitCodes, type Io, NoAnswer } from '../io.ts';
import { type Loaded, load } from '../load.ts';
import type { CommonOptions } from '../options.ts';
import { printedJson } from '../terminal.ts';

export async function diagnose(names: readonly string[], options: CommonOptions, io: Io): Promise<ExitCode> {
  const loaded = await load(options, io);
  const wanted = names.length === 0 ? undefined : names.map((name) => answering(() => workloadNamed(loaded, name)));
  const now = loaded.input.takenAt ?? dataTime(loaded.engine.cluster);
  const all = diagnoseAll(
    {
      engine: loaded.engine,
      policiesKnown: loaded.policies === 'given',
      logsOf: logIndex(loaded.logs),
      ...(now !== undefined && { now }),
    },
    wanted,
  );
  const diagnoses = all.filter(
    ({ subject }) => loaded.namespace === undefined || subject.workload.namespace === loaded.namespace,
  );
  print(diagnoses, wanted, loaded, options.output, io);
  return exitCode(diagnoses);
}

function print(
  diagnoses: readonly Diagnosis[],
  wanted: readonly WorkloadRef[] | undefined,
  { input }: Loaded,
  output: string,
  io: Io,
): void {
  if (output === 'json') {
    io.out(`${printedJson(diagnosisList(diagnoses, input))}\n`);
    return;
  }
  if (output === 'md') {
    io.out(`${diagnosesMarkdown(diagnoses)}\n`);
    return;
  }
  const style = styleWith(io.colours);
  const nothing =
    wanted === undefined ? diagnosesSummary([]) : `${wanted.map(fullName).join(', ')}: nothing fails there.`;
  const blocks = [
    inputLine(input, io.now(), style),
    ...diagnoses.map((diagnosis) => diagnosisText(diagnosis, style)),
    diagnoses.length === 0 ? nothing : diagnosesSummary(diagnoses),
  ];
  io.out(`${wrap(blocks.filter((block) => block !== undefined).join('\n\n\n'), io.columns)}\n`);
}

/** Undetermined alone is no answer. */
function exitCode(diagnoses: readonly Diagnosis[]): ExitCode {
  if (diagnoses.length === 0) return exitCodes.holds;
  return diagnoses.some(({ verdict }) => verdict !== 'undetermined') ? exitCodes.finding : exitCodes.noAnswer;
}

function workloadNamed({ engine, namespace }: Loaded, name: string): WorkloadRef {
  const resolved = resolveReference(engine.cluster, parseReference(name), namespace);
  if (resolved.kind === 'pod') return engine.cluster.workloadOf(resolved.pod);
  if (resolved.kind === 'workload') return resolved.workload;
  if (resolved.kind === 'service') {
    const [pod] = engine.cluster.selectedBy(resolved.service) ?? [];
    if (pod !== undefined) return engine.cluster.workloadOf(pod);
  }
  throw new NoAnswer([`"${name}" is no workload, and has no containers that could fail`]);
}
