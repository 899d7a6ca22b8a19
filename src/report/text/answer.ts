import { fullName } from '../../model/metadata.ts';
import {
  type Answer,
  type Connectivity,
  type Direction,
  describeGap,
  formatEndpoint,
  type Obstacle,
  type RuleEffect,
  type RulePart,
  rivalsIn,
  rulePath,
  type Verdict,
} from '../../policy/index.ts';
import type { Question } from '../documents/check-result.ts';
import { placeOf } from '../documents/common.ts';
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
    verdict.to.kind === 'pod' ? `${formatEndpoint(verdict.to)}:${verdict.port}/${verdict.protocol}` : question.to;
  return (['egress', 'ingress'] as const).map((direction) => {
    const side = verdict[direction];
    const end = direction === 'egress' ? formatEndpoint(verdict.from) : server;
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
  const lines = pairs.slice(0, shownPairs).map((pair) => {
    const word = answerColour(pair.verdict, style)(pair.verdict.padEnd(22));
    return `    ${word}  ${formatEndpoint(pair.from)} → ${formatEndpoint(pair.to)}:${pair.port}`;
  });
  const more = pairs.length > shownPairs ? [`    … and ${pairs.length - shownPairs} more; -o json has them`] : [];
  return [`  ${style.dim(`${pairs.length} pairs, which differ`)}`, ...lines, ...more];
}
