import type { Family } from '../../model/address.ts';
import { compare } from '../../model/compare.ts';
import type { Protocol } from '../../model/connection-set.ts';
import type { Path } from '../../model/source.ts';
import { type Answer, type Connection, type PolicyEngine, type Verdict, verdictsOf } from '../../policy/index.ts';
import { decodeFlowLine } from '../flows/decode-line.ts';
import type { Flow, PassedOverReason } from '../flows/flow.ts';
import type { Line } from '../flows/lines.ts';
import { Identifier, type Identity, type Unidentified } from './identity.ts';
import { counted, noFlows, sumOf, type Tally } from './tally.ts';

/** What the policies of now would do to the flows of one client, one server and one port. */
export interface ReplayedFlow extends Tally {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly answer: Answer | 'unknown';
  /** How many flows got as far as these policies would no longer let them. */
  readonly broken: number;
  /** The verdict that decides; missing where nobody knows who an end is. */
  readonly verdict?: Verdict;
  /** Why the answer is unknown, as a clause. */
  readonly unknown?: string;
  /** Whether an end is gone and was judged by the labels in its flows. */
  readonly byLabels: boolean;
}

/** The flows of logs, judged. */
export interface Replay {
  /** By client, server, port and protocol. */
  readonly flows: readonly ReplayedFlow[];
  /** Lines that are no connections, by why; sorted. */
  readonly passedOver: ReadonlyMap<PassedOverReason, number>;
  /** How many lines were read. */
  readonly lines: number;
}

/** Thrown for a line that is no flow; `line` counts from 1. `path` is the part of it that is wrong; without one it is no JSON. */
export class BrokenFlowError extends Error {
  readonly line: number;
  readonly path: Path | undefined;

  constructor(message: string, line: number, path: Path | undefined) {
    super(message);
    this.name = 'BrokenFlowError';
    this.line = line;
    this.path = path;
  }
}

/** Thrown where more kinds of flows are in the logs than memory should hold. */
export class TooManyFlowsError extends Error {
  constructor() {
    super(`the logs hold more than ${mostKinds} different connections; give less of them`);
    this.name = 'TooManyFlowsError';
  }
}

const mostKinds = 500_000;

/** One client, one server, one port. */
interface Kind {
  readonly from: Identity | Unidentified;
  readonly to: Identity | Unidentified;
  readonly flow: Pick<Flow, 'port' | 'protocol'>;
  readonly family: Family | undefined;
  readonly tally: Tally;
}

/** Reads flow logs line by line, and then judges each connection once. */
export class FlowReplay {
  private readonly engine: PolicyEngine;
  private readonly identifier: Identifier;
  private readonly kinds = new Map<string, Kind>();
  private readonly passedOver = new Map<PassedOverReason, number>();
  private lines = 0;

  constructor(engine: PolicyEngine) {
    this.engine = engine;
    this.identifier = new Identifier(engine);
  }

  /** Takes a line. Throws a BrokenFlowError, but not for a last line that is cut off, and a TooManyFlowsError. */
  add({ text, number, ended }: Line): void {
    if (text?.trim() === '') return;
    this.lines += 1;
    const line = text === undefined ? tooLong : decodeFlowLine(text);
    switch (line.kind) {
      case 'flow':
        this.count(line.flow);
        return;
      case 'passed-over':
        this.passOver(line.reason);
        return;
      case 'broken':
        if (ended) throw new BrokenFlowError(line.message, number, line.path);
        this.passOver('no flows');
    }
  }

  /** The answers about all lines that were taken so far. */
  result(): Replay {
    const rows = new Map<string, ReplayedFlow>();
    for (const kind of this.kinds.values()) {
      const row = this.judge(kind);
      const key = [row.from, row.to, row.port, row.protocol, row.answer, row.byLabels].join(' ');
      const known = rows.get(key);
      rows.set(key, known === undefined ? row : { ...known, ...sumOf(known, row), broken: known.broken + row.broken });
    }
    return {
      flows: [...rows.values()].sort(byEnds),
      passedOver: new Map([...this.passedOver].sort(([a], [b]) => compare(a, b))),
      lines: this.lines,
    };
  }

  private count(flow: Flow): void {
    const { from: client, to: server, port, protocol, time } = flow;
    const from = this.identifier.identify(client, time);
    const to = this.identifier.identify(server, time);
    const family = client.address?.family ?? server.address?.family;
    const key = `${from.key}>${to.key}:${port}/${protocol} ${family ?? ''}`;
    const known = this.kinds.get(key);
    if (known === undefined && this.kinds.size >= mostKinds) throw new TooManyFlowsError();
    const tally = counted(known?.tally ?? noFlows, flow);
    this.kinds.set(
      key,
      known === undefined ? { from, to, flow: { port, protocol }, family, tally } : { ...known, tally },
    );
  }

  private judge({ from, to, flow, family, tally }: Kind): ReplayedFlow {
    const row = { from: from.name, to: to.name, port: flow.port, protocol: flow.protocol, ...tally };
    if ('unknown' in from || 'unknown' in to) {
      const unknown = [from, to].flatMap((end) => ('unknown' in end ? [`${end.name}: ${end.unknown}`] : [])).join('; ');
      return { ...row, answer: 'unknown', broken: 0, unknown, byLabels: false };
    }
    const verdict = worstOf(this.engine, from, to, flow, family);
    return {
      ...row,
      answer: verdict.verdict,
      broken: brokenBy(verdict, tally),
      verdict,
      byLabels: from.byLabels === true || to.byLabels === true,
    };
  }

  private passOver(reason: PassedOverReason): void {
    this.passedOver.set(reason, (this.passedOver.get(reason) ?? 0) + 1);
  }
}

const tooLong = { kind: 'passed-over', reason: 'lines longer than 1 MiB' } as const;

const badness: Readonly<Record<Answer, number>> = { denied: 2, 'implementation-defined': 1, allowed: 0 };

/** Of several endpoints that an end may have been, and several families, the worst counts. */
function worstOf(
  engine: PolicyEngine,
  from: Identity,
  to: Identity,
  { port, protocol }: Pick<Flow, 'port' | 'protocol'>,
  family: Family | undefined,
): Verdict {
  const verdicts = from.endpoints.flatMap((client) =>
    to.endpoints.flatMap((server) =>
      verdictsOf(engine, { from: client, to: server, port, protocol } satisfies Connection),
    ),
  );
  const own = verdicts.filter((verdict) => family === undefined || verdict.family === family);
  const [first, ...others] = own.length > 0 ? own : verdicts;
  if (first === undefined) throw new Error('an identity without endpoints');
  return others.reduce((found, next) => (badness[next.verdict] > badness[found.verdict] ? next : found), first);
}

/** What was only seen to leave its client says nothing of the server's policies. */
function brokenBy({ verdict, egress }: Verdict, { delivered, sent }: Tally): number {
  if (verdict !== 'denied') return 0;
  return delivered + (egress.verdict === 'denied' ? sent : 0);
}

function byEnds(a: ReplayedFlow, b: ReplayedFlow): number {
  return (
    compare(a.from, b.from) ||
    compare(a.to, b.to) ||
    a.port - b.port ||
    compare(a.protocol, b.protocol) ||
    compare(a.answer, b.answer) ||
    Number(a.byLabels) - Number(b.byLabels)
  );
}
