import { counted } from '../../model/counted.ts';
import type { Replay, ReplayedFlow } from '../../wire/index.ts';
import { reasonOf } from '../replay/deciding.ts';
import type { Table } from './policies.ts';

/**
 * The flows that these policies break as a table: those that got through and would be denied. `all` has every flow, with its
 * answer.
 */
export function replayTable({ flows }: Replay, all: boolean): Table {
  const header = [
    'from',
    'to',
    'port',
    ...(all ? ['answer', 'got through', 'denied'] : ['flows']),
    'last seen',
    'decided by',
  ];
  const rows = (all ? flows : flows.filter(({ broken }) => broken > 0)).map((flow) => [
    flow.from,
    flow.to,
    `${flow.port}/${flow.protocol}`,
    ...(all ? [flow.answer, `${flow.delivered + flow.sent}`, `${flow.denied}`] : [`${flow.broken}`]),
    flow.last ?? '-',
    reasonOf(flow),
  ]);
  return { header, rows };
}

/** What was read and what became of it, in a few lines. */
export function replaySummary({ flows, passedOver, lines }: Replay): string {
  const broken = flows.filter((flow) => flow.broken > 0);
  const count = (of: readonly ReplayedFlow[]) => of.length;
  const got = flows.filter(({ delivered, sent }) => delivered + sent > 0);
  const said = [
    `${count(broken)} of ${counted(count(got), 'connection')} that got through would be denied${flowCount(broken)}.`,
    ...sentence(count(flows.filter(isOpened)), 'that was denied would be allowed', 'that were denied would be allowed'),
    ...sentence(
      count(answered(flows, 'implementation-defined')),
      'depends on the dataplane',
      'depend on the dataplane',
    ),
    ...sentence(count(answered(flows, 'unknown')), 'has an end that nobody knows', 'have an end that nobody knows'),
  ];
  const left = [...passedOver].map(([reason, number]) => `${number} ${reason}`).join(', ');
  return [
    said.join(' '),
    `${counted(lines, 'line was', 'lines were')} read${left === '' ? '' : `; passed over: ${left}`}.`,
  ].join('\n');
}

/** Flows that were denied when they were seen, and that these policies let through. */
function isOpened({ answer, denied }: ReplayedFlow): boolean {
  return answer === 'allowed' && denied > 0;
}

function answered(flows: readonly ReplayedFlow[], wanted: ReplayedFlow['answer']): readonly ReplayedFlow[] {
  return flows.filter(({ answer }) => answer === wanted);
}

function flowCount(broken: readonly ReplayedFlow[]): string {
  const sum = broken.reduce((total, flow) => total + flow.broken, 0);
  return sum === 0 ? '' : ` (${counted(sum, 'flow')})`;
}

function sentence(count: number, one: string, many: string): readonly string[] {
  return count === 0 ? [] : [`${counted(count, one, many)}.`];
}
