import { applyingPolicies, clientsOf, parseReference, resolveReference } from '../../policy/index.ts';
import { applyingPolicyList, noPolicies, policiesTable } from '../../report/index.ts';
import { type ExitCode, exitCodes, type Io, NoAnswer } from '../io.ts';
import { load } from '../load.ts';
import type { CommonOptions } from '../options.ts';
import { printTable } from '../print-table.ts';

export async function policies(name: string, options: CommonOptions, io: Io): Promise<ExitCode> {
  const { engine, input, namespace } = await load(options, io);
  const endpoints = clientsOf(engine, resolveReference(engine.cluster, parseReference(name), namespace));
  const pods = endpoints.flatMap((endpoint) => (endpoint.kind === 'pod' ? [endpoint.pod] : []));
  if (pods.length === 0) throw new NoAnswer([`${name} has no pods, and policies select pods only`]);
  const applying = applyingPolicies(engine, pods);
  if (options.output === 'json') {
    io.out(`${JSON.stringify(applyingPolicyList(name, applying, input), undefined, 2)}\n`);
  } else if (options.output === 'text' && applying.policies.length + applying.foreign.length === 0) {
    io.out(`${noPolicies(applying)}\n`);
  } else {
    printTable(policiesTable(applying, options.output !== 'text'), options.output, io);
  }
  return exitCodes.holds;
}
