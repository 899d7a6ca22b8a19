import { SyntaxProblem } from './syntax-error.ts';
import { resolvePlainScalar, type Scalar } from './yaml-scalars.ts';
import type { YamlScalar } from './yaml-tree.ts';

const longPrefix = 'tag:yaml.org,2002:';

/** The value of a scalar by its tag, or by its text where it has none. go-yaml v2 reads tags that it does not know as text. */
export function resolveScalar(node: YamlScalar): Scalar {
  if (node.tag === undefined) {
    return node.plain ? resolvePlainScalar(node.text) : { type: 'string', value: node.text };
  }
  switch (shortTag(node.tag)) {
    case '!!null':
      return expect(node, 'null');
    case '!!bool':
      return expect(node, 'boolean');
    case '!!int':
      return expect(node, 'integer');
    case '!!float': {
      const scalar = resolvePlainScalar(node.text);
      return scalar.type === 'integer' ? { type: 'float', value: Number(scalar.value) } : expect(node, 'float');
    }
    case '!!timestamp':
      if (/^\d{4}-/.test(node.text)) return { type: 'string', value: node.text };
      throw mismatch(node);
    case '!!binary':
      return { type: 'string', value: decodeBase64(node) };
    default:
      return { type: 'string', value: node.text };
  }
}

function shortTag(tag: string): string {
  return tag.startsWith(`!<${longPrefix}`) ? `!!${tag.slice(2 + longPrefix.length, -1)}` : tag;
}

function expect(node: YamlScalar, type: Scalar['type']): Scalar {
  const scalar = resolvePlainScalar(node.text);
  if (scalar.type === type) return scalar;
  throw mismatch(node);
}

function mismatch(node: YamlScalar): SyntaxProblem {
  return new SyntaxProblem(`the value is no ${shortTag(node.tag ?? '').slice(2)}, as its tag says`, node.start);
}

/** Go's strict base64, line breaks aside. */
function decodeBase64(node: YamlScalar): string {
  const text = node.text.replace(/[\r\n]/g, '');
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw new SyntaxProblem('!!binary value contains invalid base64 data', node.start);
  }
  return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
}
