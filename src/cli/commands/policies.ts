import { applyingPolicies, clientsOf, parseReference, resolveReference } from '../../policy/index.ts';
import { applyingPolicyList, noPolicies, policiesTable } from '../../report/index.ts';
import { answering } from '../answers.ts';
import { type ExitCode, exitCodes, type Io, NoAnswer } from '../io.ts';
import { loadWithPolicies } from '../load.ts';
import type { CommonOptions } from '../options.ts';
import { printTable } from '../print-table.ts';
import { printedJson } from '../terminal.ts';

export async function policies(name: string, options: CommonOptions, io: Io): Promise<ExitCode> {
  const { engine, input, namespace } = await loadWithPolicies(options, io);
  const endpoints = answering(() =>
    clientsOf(engine, resolveReference(engine.cluster, parseReference(name), namespace)),
  );
  const pods = endpoints.flatMap((endpoint) => (endpoint.kind === 'pod' ? [endpoint.pod] : []));
  if (pods.length === 0) throw new NoAnswer([`${name} has no pods, and policies select pods only`]);
  const applying = applyingPolicies(engine, pods);
  if (options.output === 'json') {
    io.out(`${printedJson(applyingPolicyList(name, applying, input))}\n`);
  } else if (options.output === 'text' && applying.policies.length + applying.foreign.length === 0) {
    io.out(`${noPolicies(applying)}\n`);
  } else {
    printTable(policiesTable(applying, options.output !== 'text'), options.output, io);
  }
  return exitCodes.holds;
}
