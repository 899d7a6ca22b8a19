import { replaceWithin } from './bounds.ts';
import { parseHost, parsePort } from './host.ts';

export type Lookup = (name: string) => string | undefined;

/** Kubernetes' `$(VAR)`; `$$` is a dollar. What is unknown stays as written. */
export function resolveKubernetes(text: string, lookup: Lookup): string {
  return replaceWithin(text, /\$\$|\$\(([A-Za-z_.-][\w.-]{0,252})\)/g, (match) => {
    const name = match[1];
    return name === undefined ? '$' : (lookup(name) ?? match[0]);
  });
}

/** A shell's `$VAR`, `${VAR}`, `${VAR:-default}`, and Spring's `${VAR:default}`. */
export function resolveShell(text: string, lookup: Lookup): string {
  const pattern = /\$(?:([A-Za-z_]\w{0,252})|\{([A-Za-z_][\w.-]{0,252}?)(?:(:?[-=]|:(?![?+]))([^{}$\n]{0,1000}))?\})/g;
  return replaceWithin(text, pattern, (match) => {
    const value = lookup(match[1] ?? match[2] ?? '');
    return (value === '' && match[4] !== undefined ? undefined : value) ?? match[4] ?? match[0];
  });
}

const access = [
  String.raw`process\.env\.(\w{1,253})`,
  String.raw`(?:process\.env|os\.environ|ENV|\$_ENV)\[['"](\w{1,253})['"]\]`,
  String.raw`(?:os\.environ\.get|os\.getenv|os\.Getenv|System\.getenv|getenv|ENV\.fetch|Deno\.env\.get)\(['"](\w{1,253})['"](?:,\s{0,3}['"]?[\w.-]{0,253}['"]?)?\)`,
];
const spliced = new RegExp(String.raw`\$\{${access[0] ?? ''}\}`, 'g');
const wrapped = new RegExp(
  String.raw`(?:\+|\b(?:int|Number|parseInt|Integer\.parseInt)\()?(?:${access.join('|')})(?:\s{0,3}\|\|\s{0,3}['"]?[\w.-]{0,253}['"]?)?`,
  'g',
);

/** A program's reads of variables (`process.env.X`, `os.environ['X']`), where the value is a host or a port. */
export function resolveCode(text: string, lookup: Lookup): string {
  const whole = replaceWithin(text, spliced, (match) => literal(lookup(match[1] ?? '')) ?? match[0]);
  return replaceWithin(whole, wrapped, (match) => {
    const value = literal(lookup(match[1] ?? match[2] ?? match[3] ?? ''));
    if (value === undefined) return match[0];
    return parsePort(value) === undefined ? `'${value}'` : value;
  });
}

function literal(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  return parsePort(text) !== undefined || parseHost(text) !== undefined ? text : undefined;
}
