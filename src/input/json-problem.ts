import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { JsonScanner } from './json-scanner.ts';
import { SyntaxProblem } from './syntax-error.ts';

const messages: ReadonlyMap<string, string> = new Map([
  ['InvalidSymbol', 'a value is no word of JSON, or not in quotes'],
  ['InvalidNumberFormat', 'a number is malformed'],
  ['PropertyNameExpected', 'a key in double quotes is expected'],
  ['ValueExpected', 'a value is expected'],
  ['ColonExpected', 'a colon is expected'],
  ['CommaExpected', 'a comma is expected'],
  ['CloseBraceExpected', '} is expected'],
  ['CloseBracketExpected', '] is expected'],
  ['EndOfFileExpected', 'there is text after the end of the value'],
  ['InvalidCommentToken', 'JSON has no comments'],
  ['UnexpectedEndOfComment', 'unexpected end'],
  ['UnexpectedEndOfString', 'unexpected end of a string'],
  ['UnexpectedEndOfNumber', 'unexpected end of a number'],
  ['InvalidUnicode', 'an invalid escape in a string'],
  ['InvalidEscapeCharacter', 'an invalid escape in a string'],
  ['InvalidCharacter', 'an invalid character in a string'],
]);

/** What is wrong with a JSON value, and where, which JSON.parse does not say on every runtime. Undefined when nothing is. */
export function jsonProblem(text: string, start: number, end: number): SyntaxProblem | undefined {
  const tooDeep = nestingProblem(text, start, end);
  if (tooDeep !== undefined) return tooDeep;
  const errors: ParseError[] = [];
  parse(text.slice(start, end), errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first === undefined) return undefined;
  const message = messages.get(printParseErrorCode(first.error)) ?? 'a value can not be read';
  return new SyntaxProblem(`not JSON: ${message}`, start + first.offset);
}

/** jsonc-parser recurses. */
function nestingProblem(text: string, start: number, end: number): SyntaxProblem | undefined {
  try {
    new JsonScanner(text, end).skipValue(start);
    return undefined;
  } catch (error) {
    return error instanceof SyntaxProblem && error.message === 'nested too deeply' ? error : undefined;
  }
}
