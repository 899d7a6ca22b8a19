import type { Assertion, Breach, End, Reach } from '../../policy/assertions/index.ts';
import { directions, formatSpans } from '../../policy/index.ts';
import { endpointText } from '../endpoint-text.ts';
import { overFamily } from '../family-words.ts';
import { describeSide } from '../text/answer.ts';

/** The name of an assertion, or what it says in one line. */
export function assertionTitle(assertion: Assertion): string {
  return assertion.name ?? statementOf(assertion);
}

/** What an assertion says in one line: `deny outside → tier=db, except through shop/gateway`. */
export function statementOf({ expects, from, to, via }: Assertion): string {
  return `${expects} ${namesOf(from)} → ${namesOf(to)}${portsOf(to)}${viaOf(via)}`;
}

/** A pair that breaks an assertion or leaves it open, in one line: the steps, and what each end says. */
export function describeBreach({ from, to, steps, alike, dependsOn }: Breach): string {
  const others = alike > 1 ? ` (as for ${alike - 1} more like it)` : '';
  const [only] = steps;
  if (only === undefined) return `there is no way from ${endpointText(from)} to ${endpointText(to)}${others}`;
  const way = [endpointText(from), ...steps.map(serverOf)].join(' → ');
  const open = dependsOn.length > 0 ? `: it depends on ${dependsOn.join(', and on ')}` : '';
  if (steps.length > 1) return `${way}: ${open === '' ? 'each step is allowed' : open.slice(2)}${others}`;
  return `${way} is ${only.answer}${others}${open === '' ? sidesOf(only) : open}`;
}

/** The server of a step, with the ports that were asked about. */
function serverOf({ to, ports, family }: Reach): string {
  const text = `${formatSpans(ports)}${overFamily(family)}`;
  return text.startsWith('every') ? `${endpointText(to)} on ${text}` : `${endpointText(to)}:${text}`;
}

/** Of a denial, the sides that deny; else both. Addresses that are no pod's have no policies, and no side. */
function sidesOf({ answer, verdict, from, to }: Reach): string {
  const sides = directions
    .filter((direction) => (direction === 'ingress' ? to : from).kind === 'pod')
    .filter((direction) => answer === 'allowed' || verdict[direction].verdict !== 'allowed')
    .map((direction) => `${direction}: ${describeSide(verdict[direction])}`);
  return [''].concat(sides).join('; ');
}

function namesOf(ends: readonly End[]): string {
  return ends.map(({ text }) => text).join(', ');
}

/** Ports that stand in a text already are not repeated. */
function portsOf([end]: readonly End[]): string {
  if (end?.ports === undefined || /:[^:/]+(?:\/[A-Za-z]+)?$/.test(end.text)) return '';
  const ports = end.ports.map((wish) => ('name' in wish ? `${wish.name}/${wish.protocol}` : formatSpans([wish])));
  return ` on ${ports.join(', ')}`;
}

function viaOf(via: Assertion['via']): string {
  switch (via?.kind) {
    case undefined:
      return '';
    case 'any':
      return ', in any number of steps';
    case 'except':
      return `, in any number of steps but through ${namesOf(via.ends)}`;
    case 'steps':
      return `, through ${via.ends.map(({ text }) => text).join(' → ')}`;
  }
}
