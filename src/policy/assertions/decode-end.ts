import { parseAddress, parseCidr } from '../../model/address.ts';
import { Fields, isObject } from '../../model/fields.ts';
import { formatSelector, type Requirement, type Selector } from '../../model/labels.ts';
import type { Json } from '../../model/manifest.ts';
import type { Path } from '../../model/source.ts';
import { labelValueProblems, qualifiedNameProblems, type ValidationProblem } from '../api-validation.ts';
import { decodeLabelSelector } from '../label-selector.ts';
import { parseReference, ReferenceSyntaxError } from '../reference/parse.ts';
import type { End, EndForm, PodsEnd } from './assertion.ts';
import { parsePort } from './decode-port.ts';

/** A server may name its port, as `shop/server:80`; a client has none. */
type Role = 'client' | 'server';

/** Reads an end, or a list of them: together they are the group that the assertion is about. */
export function decodeEnds(fields: Fields, key: string, role: Role, problems: ValidationProblem[]): readonly End[] {
  const raw = fields.raw(key);
  const path = [...fields.path, key];
  if (raw === undefined || (Array.isArray(raw) && raw.length === 0)) {
    problems.push({ path, message: 'is missing: write an endpoint, a selector, outside, or * for all pods' });
    return [];
  }
  if (!Array.isArray(raw)) return decodeEnd(raw, path, role, problems);
  return raw.flatMap((item: Json, index) => decodeEnd(item, [...path, index], role, problems));
}

function decodeEnd(raw: Json, path: Path, role: Role, problems: ValidationProblem[]): readonly End[] {
  if (isObject(raw)) return [decodeSelectors(new Fields(raw, path), problems)];
  if (typeof raw !== 'string') {
    problems.push({ path, message: 'must be a text such as shop/deploy/web, or an object with selectors' });
    return [];
  }
  try {
    return [{ ...parseEnd(raw, role), path }];
  } catch (error) {
    if (!(error instanceof ReferenceSyntaxError)) throw error;
    problems.push({ path, message: error.message });
    return [];
  }
}

/** `{namespaceSelector, podSelector}`, as label selectors of Kubernetes. */
function decodeSelectors(fields: Fields, problems: ValidationProblem[]): End {
  for (const key of fields.keys()) {
    if (key === 'namespaceSelector' || key === 'podSelector') continue;
    problems.push({ path: [...fields.path, key], message: 'unknown field; there is namespaceSelector, podSelector' });
  }
  const [namespaceFields, podFields] = [fields.object('namespaceSelector'), fields.object('podSelector')];
  if (namespaceFields === undefined && podFields === undefined) {
    problems.push({ path: fields.path, message: 'selects nothing: write namespaceSelector, podSelector, or both' });
  }
  const namespaces = namespaceFields && decodeLabelSelector(namespaceFields, problems);
  const pods = podFields && decodeLabelSelector(podFields, problems);
  return {
    kind: 'pods',
    ...(namespaces !== undefined && { namespaces }),
    ...(pods !== undefined && { pods }),
    path: fields.path,
    text: describeSelectors(namespaces, pods),
  };
}

function describeSelectors(namespaces: Selector | undefined, pods: Selector | undefined): string {
  const podText = pods === undefined ? '' : formatSelector(pods);
  const namespaceText = namespaces === undefined ? '' : formatSelector(namespaces);
  const subject = podText === '' ? 'all pods' : `pods with ${podText}`;
  return namespaceText === '' ? subject : `${subject} of namespaces with ${namespaceText}`;
}

/** Reads the text form of an end. Throws a ReferenceSyntaxError. */
function parseEnd(text: string, role: Role): EndForm & Pick<End, 'text' | 'ports'> {
  const { name, port } = role === 'server' ? splitPort(text) : { name: text, port: undefined };
  return { ...parseName(name), text, ...(port !== undefined && { ports: [parsePort(port)] }) };
}

function parseName(name: string): EndForm {
  if (name === 'outside') return { kind: 'outside' };
  if (name === '*') return { kind: 'pods' };
  if (/^[^/=:]+\/\*$/.test(name)) return { kind: 'pods', namespace: name.slice(0, -2) };
  if (name.includes('=')) return parseLabels(name);
  return { kind: 'reference', reference: parseReference(name) };
}

/** `[NAMESPACE/]KEY=VALUE,…`. A part without a dot before the first slash is a namespace, as no namespace has a dot. */
function parseLabels(text: string): PodsEnd {
  const steps = text.slice(0, text.indexOf('=')).split('/');
  const hasNamespace = steps.length === 3 || (steps.length === 2 && !steps[0]?.includes('.'));
  const namespace = hasNamespace ? steps[0] : undefined;
  const labels = hasNamespace ? text.slice((namespace?.length ?? 0) + 1) : text;
  const requirements = labels.split(',').map((part) => parseLabel(part, text));
  return { kind: 'pods', ...(namespace !== undefined && { namespace }), pods: { requirements } };
}

function parseLabel(part: string, text: string): Requirement {
  const equals = part.indexOf('=');
  const isNot = part[equals - 1] === '!';
  const key = part.slice(0, isNot ? equals - 1 : Math.max(equals, 0)).trim();
  const value = part.slice(equals + (part[equals + 1] === '=' ? 2 : 1)).trim();
  const [problem] = [...qualifiedNameProblems(key), ...labelValueProblems(value)];
  if (equals < 0 || problem !== undefined) {
    throw new ReferenceSyntaxError(`"${text}": "${part}" is no label: write KEY=VALUE or KEY!=VALUE`);
  }
  return { key, operator: isNot ? 'NotIn' : 'In', values: [value] };
}

/** An IPv6 address has colons of its own, and needs brackets before a port. */
function splitPort(text: string): { readonly name: string; readonly port?: string } {
  if (parseAddress(text) !== undefined || parseCidr(text) !== undefined) return { name: text };
  const bracketed = /^\[([^\]]*)\](?::(.+))?$/s.exec(text);
  if (bracketed !== null) {
    return { name: bracketed[1] ?? '', ...(bracketed[2] !== undefined && { port: bracketed[2] }) };
  }
  const colon = text.lastIndexOf(':');
  return colon < 0 ? { name: text } : { name: text.slice(0, colon), port: text.slice(colon + 1) };
}
