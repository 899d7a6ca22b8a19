import { formatRange } from '../../model/address.ts';
import { counted } from '../../model/counted.ts';
import { groupBy } from '../../model/group-by.ts';
import { fullName } from '../../model/metadata.ts';
import {
  type Answer,
  type Connectivity,
  type Direction,
  describeGap,
  type Endpoint,
  isOutside,
  type Obstacle,
  type RuleEffect,
  type RulePart,
  rivalsIn,
  rulePath,
  type Verdict,
} from '../../policy/index.ts';
import type { Question } from '../documents/check-result.ts';
import { placeOf } from '../documents/common.ts';
import { endpointText } from '../endpoint-text.ts';
import type { Style } from '../style.ts';
import { obstacleBlocks } from './near-miss.ts';

/** The colour in which an answer is shown. */
export function answerColour(answer: Answer, style: Style): (text: string) => string {
  if (answer === 'allowed') return style.green;
  return answer === 'denied' ? style.red : style.yellow;
}

/** The answer of `netwhy check` for a terminal: the verdict on one line, then why. */
export function checkText(question: Question, answer: Connectivity, style: Style): string {
  const { decisive, verdict } = answer;
  const word = answerColour(verdict, style)(style.bold(verdict.toUpperCase()));
  const lines = [`${word}  ${question.from} → ${question.to}`, ...sideLines(question, decisive, style)];
  if (decisive.refusedBy !== undefined) lines.push(`  Service ${style.red('denied')} ${decisive.refusedBy}`);
  for (const reason of answer.dependsOn) lines.push(`  ${style.yellow('depends on')} ${reason}`);
  for (const assumption of answer.assumptions) lines.push(`  ${style.dim('assumed')} ${assumption}`);
  return [...lines, ...pairLines(answer, style)].join('\n');
}

/** The answer of `netwhy explain` for a terminal: that of `check`, every rule of the policies that isolate, the closest rules. */
export function explanationText(
  question: Question,
  answer: Connectivity,
  rules: readonly RuleEffect[],
  obstacles: readonly Obstacle[],
  style: Style,
): string {
  const deciding = (direction: Direction) =>
    rules.filter((effect) => effect.direction === direction && effect.part !== undefined);
  const rivalOf = { ingress: rivalsIn(deciding('ingress')), egress: rivalsIn(deciding('egress')) };
  const ruleLines = rules.map((effect) => {
    const { file, line } = placeOf(effect.policy.source, effect.rule.path);
    const mark = effectMark(effect.effect, style);
    const path = describePart({ ...effect, ...(effect.part?.peer && { peer: effect.part.peer }) });
    const why = effect.gaps.map(describeGap).join('; ');
    const rival = effect.part && rivalOf[effect.direction](effect);
    const tied = rival === undefined ? '' : `\n            ${style.dim('tied with')} ${describeRival(rival, style)}`;
    return `  ${mark}  ${effect.direction.padEnd(7)}  ${path}  ${style.cyan(`${file}:${line}`)}${tied}${why === '' ? '' : `\n            ${style.dim('missing')} ${why}`}`;
  });
  const blocks = [
    checkText(question, answer, style),
    ruleLines.length === 0 ? '' : ['rules', ...ruleLines].join('\n'),
    ...obstacleBlocks(obstacles, style).map((lines) => lines.join('\n')),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function describeRival({ policy, rule }: RuleEffect, style: Style): string {
  const { file, line } = placeOf(policy.source, rule.path);
  return `${describePart({ policy, rule })} ${style.cyan(`${file}:${line}`)}: both have priority ${policy.priority}`;
}

function effectMark(effect: RuleEffect['effect'], style: Style): string {
  switch (effect) {
    case 'allows':
      return style.green('allows  ');
    case 'denies':
      return style.red('denies  ');
    case 'passes':
      return style.yellow('passes  ');
    case 'too-late':
      return style.dim('too late');
    case 'does-not-match':
      return style.dim('no match');
  }
}

/** What decides at each end, a line each: the client first. */
export function sideLines(question: Question, verdict: Verdict, style: Style): readonly string[] {
  const server =
    verdict.to.kind === 'pod' ? `${endpointText(verdict.to)}:${verdict.port}/${verdict.protocol}` : question.to;
  // Of addresses the one piece that decides is no more a client than the others.
  const client =
    isOutside(verdict.from) && verdict.from.isStandIn !== true ? question.from : endpointText(verdict.from);
  return (['egress', 'ingress'] as const).map((direction) => {
    const side = verdict[direction];
    const end = direction === 'egress' ? client : server;
    const word = answerColour(side.verdict, style)(side.verdict);
    return `  ${direction.padEnd(7)} ${word} ${style.dim(`at ${end}:`)} ${describeSide(side)}`;
  });
}

/** Why one end lets a connection through or not, in a few words. */
export function describeSide(side: Verdict['ingress']): string {
  const foreign = side.foreign.map(({ kind, namespace, name }) => `${kind} ${fullName({ namespace, name })}`);
  if (foreign.length > 0) return `${foreign.join(', ')} may decide otherwise, and is not evaluated`;
  if (side.exempt !== undefined) return side.exempt;
  const [denying] = side.deniedBy;
  if (denying !== undefined) return `${describePart(denying)} denies it`;
  const [allowing] = side.allowedBy;
  if (allowing !== undefined) return describePart(allowing);
  if (side.isolatedBy.length === 0) return 'no policy isolates it';
  return `isolated by ${side.isolatedBy.map(fullName).join(', ')}, and no rule matches`;
}

function describePart({ policy, rule, peer }: Pick<RulePart, 'policy' | 'rule' | 'peer'>): string {
  const path = rulePath(policy, peer?.path ?? rule.path);
  if (policy.tier === 'network') return path;
  const name = rule.name === undefined ? '' : ` (${rule.name})`;
  return `${policy.kind} ${path}${name}`;
}

const shownPairs = 20;

/** Only where the pairs differ: a group that is of one mind is one line. */
function pairLines({ pairs }: Connectivity, style: Style): readonly string[] {
  if (new Set(pairs.map((pair) => pair.verdict)).size <= 1) return [];
  const told = distinctPairs(pairs);
  const lines = told.slice(0, shownPairs).map(({ verdict, ends }) => {
    return `    ${answerColour(verdict, style)(verdict.padEnd(22))}  ${ends}`;
  });
  const more = told.length > shownPairs ? [`    … and ${told.length - shownPairs} more; -o json has them`] : [];
  return [`  ${style.dim(`${counted(told.length, 'pair')}, which differ`)}`, ...lines, ...more];
}

interface ToldPair {
  readonly verdict: Answer;
  readonly ends: string;
}

/** Each pair once: with the address family only where that makes a difference. */
function distinctPairs(pairs: Connectivity['pairs']): readonly ToldPair[] {
  const told = pairs.map(({ from, to, port, family, verdict }) => {
    return { verdict, family, ends: `${pairEnd(from)} → ${pairEnd(to)}:${port}` };
  });
  const answers = groupBy(told, ({ ends }) => ends);
  const differs = ({ ends }: ToldPair) => new Set(answers.get(ends)?.map(({ verdict }) => verdict)).size > 1;
  const lines = told.map((pair): ToldPair => {
    const over = pair.family !== undefined && differs(pair) ? ` over IPv${pair.family}` : '';
    return { verdict: pair.verdict, ends: `${pair.ends}${over}` };
  });
  return [...new Map(lines.map((line) => [`${line.verdict} ${line.ends}`, line])).values()];
}

/** A node has several addresses, which policies may treat differently. */
function pairEnd(endpoint: Endpoint): string {
  const isNode = endpoint.kind === 'range' && endpoint.node !== undefined;
  return isNode ? `${endpointText(endpoint)} (${formatRange(endpoint.range)})` : endpointText(endpoint);
}
