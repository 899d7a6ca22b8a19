import { isSigned64, type Scalar } from './yaml-scalars.ts';

/**
 * The JSON key of a YAML key, as sigs.k8s.io/yaml converts it (convertToJSONableObject): `y:` becomes "true", `1.0:` "1".
 * Undefined for null and for integers above int64, which it refuses.
 */
export function keyText(scalar: Scalar): string | undefined {
  switch (scalar.type) {
    case 'string':
      return scalar.value;
    case 'boolean':
      return String(scalar.value);
    case 'integer':
      return isSigned64(scalar.value) ? scalar.value.toString() : undefined;
    case 'float':
      return floatKey(scalar.value);
    case 'null':
      return undefined;
  }
}

/** Go's `strconv.FormatFloat(value, 'g', -1, 32)`: the shortest digits that give the same 32-bit float. */
function floatKey(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  const [mantissa = '', exponentText = '0'] = shortestExponential(single).split('e');
  const exponent = Number(exponentText);
  // formatDigits: exponents below -4 and from 6 on are written out.
  return exponent < -4 || exponent >= 6 ? exponential(mantissa, exponent) : positional(mantissa, exponent);
}

function shortestExponential(single: number): string {
  for (let digits = 0; digits < 9; digits += 1) {
    const text = single.toExponential(digits);
    if (Math.fround(Number(text)) === single) return text;
  }
  return single.toExponential(9);
}

function exponential(mantissa: string, exponent: number): string {
  const sign = exponent < 0 ? '-' : '+';
  return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function positional(mantissa: string, exponent: number): string {
  const decimals = Math.max(0, mantissa.replace('-', '').replace('.', '').length - 1 - exponent);
  return Number(`${mantissa}e${exponent}`).toFixed(decimals);
}
