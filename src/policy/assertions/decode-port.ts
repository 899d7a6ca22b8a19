import type { Fields } from '../../model/fields.ts';
import type { Json } from '../../model/manifest.ts';
import type { ValidationProblem } from '../api-validation.ts';
import { parseTarget, ReferenceSyntaxError } from '../reference/parse.ts';
import type { PortWish } from './assertion.ts';

/** The `ports` of an assertion: numbers, `80/UDP`, `8000-8080/TCP`, or names; undefined where it has none. */
export function decodePorts(fields: Fields, problems: ValidationProblem[]): readonly PortWish[] | undefined {
  const raw = fields.raw('ports');
  if (raw === undefined) return undefined;
  const path = [...fields.path, 'ports'];
  if (!Array.isArray(raw) || raw.length === 0) {
    problems.push({ path, message: 'must be a list of ports, such as [80, 53/UDP, 8000-8080]' });
    return undefined;
  }
  return raw.flatMap((item: Json, index) => {
    try {
      if (typeof item !== 'number' && typeof item !== 'string') {
        throw new ReferenceSyntaxError('a port is a number, a name, or a text such as 8000-8080/TCP');
      }
      return [parsePort(`${item}`)];
    } catch (error) {
      if (!(error instanceof ReferenceSyntaxError)) throw error;
      problems.push({ path: [...path, index], message: error.message });
      return [];
    }
  });
}

/** Reads `PORT[/PROTOCOL]` or `FIRST-LAST[/PROTOCOL]`. Throws a ReferenceSyntaxError. */
export function parsePort(text: string): PortWish {
  const range = /^(\d{1,5})-(\d{1,5})(\/[A-Za-z]{1,8})?$/.exec(text);
  if (range === null) {
    const { port, protocol } = asPort(text, text);
    return typeof port === 'number' ? { protocol, first: port, last: port } : { protocol, name: port };
  }
  const [, firstText = '', lastText = '', protocolText = ''] = range;
  const { protocol } = asPort(`${firstText}${protocolText}`, text);
  asPort(lastText, text);
  const [first, last] = [Number(firstText), Number(lastText)];
  if (first > last) throw new ReferenceSyntaxError(`"${text}": the first port is above the last`);
  return { protocol, first, last };
}

/** The part of a target after its colon, read by the same rules. */
function asPort(
  text: string,
  whole: string,
): { readonly port: number | string; readonly protocol: PortWish['protocol'] } {
  try {
    return parseTarget(`0.0.0.0:${text}`);
  } catch (error) {
    if (!(error instanceof ReferenceSyntaxError)) throw error;
    throw new ReferenceSyntaxError(
      `"${whole}" is no port: write a number from 1 to 65535, a range or a name, and /TCP, /UDP or /SCTP`,
    );
  }
}
