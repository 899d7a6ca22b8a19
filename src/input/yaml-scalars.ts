/**
 * Plain scalars as kubectl reads them: the `resolve` function of go.yaml.in/yaml/v2, which sigs.k8s.io/yaml uses. That is
 * YAML 1.1 without base 60, with Go's number literals, and with dates left as strings.
 */
export type Scalar =
  | { readonly type: 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'integer'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'string'; readonly value: string };

const words: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...spellings(['', '~', 'null', 'Null', 'NULL'], { type: 'null' }),
  ...spellings(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'], {
    type: 'boolean',
    value: true,
  }),
  ...spellings(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'], {
    type: 'boolean',
    value: false,
  }),
  ...spellings(['.nan', '.NaN', '.NAN'], { type: 'float', value: Number.NaN }),
  ...spellings(['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'], { type: 'float', value: Number.POSITIVE_INFINITY }),
  ...spellings(['-.inf', '-.Inf', '-.INF'], { type: 'float', value: Number.NEGATIVE_INFINITY }),
]);

const integer = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]([0-7]+)|0[bB]([01]+)|0([0-7]+)|(0|[1-9][0-9]*))$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const leastInteger = -(2n ** 63n);
const greatestInteger = 2n ** 63n - 1n;
const greatestUnsigned = 2n ** 64n - 1n;

export function resolvePlainScalar(text: string): Scalar {
  const first = text.charCodeAt(0);
  // Most scalars are words that start with none of these.
  if (isNumberStart(first)) {
    return words.get(text) ?? resolveNumber(text) ?? { type: 'string', value: text };
  }
  return words.get(text) ?? { type: 'string', value: text };
}

/** A word that is a boolean in YAML 1.1, and a string in YAML 1.2. */
export function isBooleanOfYaml11(text: string): boolean {
  return words.get(text)?.type === 'boolean' && !/^(?:true|false)$/i.test(text);
}

export function isSigned64(value: bigint): boolean {
  return value >= leastInteger && value <= greatestInteger;
}

function spellings(texts: readonly string[], scalar: Scalar): readonly (readonly [string, Scalar])[] {
  return texts.map((text) => [text, scalar] as const);
}

/** A digit, a sign or a dot. */
function isNumberStart(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d || code === 0x2e;
}

function resolveNumber(text: string): Scalar | undefined {
  // Underscores may stand anywhere, but in a number that starts with a dot only between digits.
  if (text.startsWith('.') && /(?:^|[^0-9])_|_(?![0-9])/.test(text)) return undefined;
  const plain = text.replaceAll('_', '');
  const whole = parseInteger(plain);
  if (whole !== undefined) return { type: 'integer', value: whole };
  if (!float.test(plain)) return undefined;
  const value = Number(plain);
  // Out of range is an error to Go's ParseFloat, and the scalar then a string.
  return Number.isFinite(value) ? { type: 'float', value } : undefined;
}

function parseInteger(plain: string): bigint | undefined {
  const match = integer.exec(plain);
  if (match === null) return undefined;
  const [, sign, hexadecimal, octal, binary, zeroOctal, decimal] = match;
  const digits = hexadecimal ?? octal ?? binary ?? zeroOctal ?? decimal ?? '';
  const significant = digits.replace(/^0+/, '');
  if (significant.length > 64) return undefined;
  const magnitude = BigInt(
    `${prefixOf(hexadecimal, octal ?? zeroOctal, binary)}${significant === '' ? '0' : significant}`,
  );
  const value = sign === '-' ? -magnitude : magnitude;
  const greatest = sign === '' ? greatestUnsigned : greatestInteger;
  return value >= leastInteger && value <= greatest ? value : undefined;
}

function prefixOf(hexadecimal: string | undefined, octal: string | undefined, binary: string | undefined): string {
  if (hexadecimal !== undefined) return '0x';
  if (octal !== undefined) return '0o';
  return binary === undefined ? '' : '0b';
}
