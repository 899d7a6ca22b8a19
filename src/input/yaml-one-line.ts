import type { Json } from '../model/manifest.ts';
import { isBooleanOfYaml11, resolvePlainScalar } from './yaml-scalars.ts';

/** A colon with a blank behind it would be a key's, and a `#` is the start of a comment or close to it. */
const plain = /^(?:[A-Za-z0-9_./+$(^~;\\]|-(?=[^ ]))(?:[ !"$-9;-~]|:(?=[^ ]))*$/;
const smallInteger = /^(?:0|[1-9][0-9]{0,14})$/;
const quoted = /^(?:'[^']*'|"[^"\\]*")$/;

/** The text of a line in front of a comment; text in quotes is left as it is. */
export function withoutComment(text: string): string {
  const mark = text.indexOf(' #');
  return mark === -1 || text.startsWith('"') || text.startsWith("'") ? text : text.slice(0, mark).trimEnd();
}

/**
 * The value of a scalar or an empty collection that is written in one line, without blanks around it; undefined for what has
 * an escape, a comment, a tag or any mark that might mean something, and for the words that want a warning.
 */
export function oneLineValue(text: string): Json | undefined {
  if (smallInteger.test(text)) return Number(text);
  if (plain.test(text)) return plainValue(text);
  if (quoted.test(text)) return text.slice(1, -1);
  if (text === '{}') return {};
  return text === '[]' ? [] : undefined;
}

function plainValue(text: string): Json | undefined {
  const scalar = resolvePlainScalar(text);
  switch (scalar.type) {
    case 'null':
      return null;
    case 'boolean':
      return isBooleanOfYaml11(text) ? undefined : scalar.value;
    case 'string':
      return scalar.value;
    case 'integer':
      return Number(scalar.value);
    case 'float':
      return Number.isFinite(scalar.value) ? scalar.value : undefined;
  }
}
