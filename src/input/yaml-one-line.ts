import type { Json } from '../model/manifest.ts';
import { isBooleanOfYaml11, resolvePlainScalar } from './yaml-scalars.ts';

const plain = /^(?:[A-Za-z0-9_./+]|-(?=[^ ]))(?:[A-Za-z0-9_./+@,;=() -]|:(?=[^ ]))*$/;
const smallInteger = /^(?:0|[1-9][0-9]{0,14})$/;
const quoted = /^(?:'[^']*'|"[^"\\]*")$/;

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
