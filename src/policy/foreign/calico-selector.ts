import { type CalicoOperator, CalicoTokens } from './calico-tokens.ts';
import { type LabelLookup, unknownLabel } from './label-lookup.ts';

type CalicoComparison = Exclude<CalicoOperator, '!=' | 'in' | 'not in'>;

/** Calico's selector language; `!=` and `not in` are the negations of `==` and `in`, absent labels included. */
export type CalicoSelector =
  | { readonly kind: 'all' }
  | { readonly kind: 'has'; readonly key: string }
  | { readonly kind: 'compare'; readonly key: string; readonly operator: CalicoComparison; readonly value: string }
  | { readonly kind: 'in'; readonly key: string; readonly values: readonly string[] }
  | { readonly kind: 'not'; readonly operand: CalicoSelector }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly CalicoSelector[] };

/** Of parentheses in parentheses, as the stack is finite. */
const maxDepth = 200;

/**
 * Undefined for a malformed expression. The grammar is that of projectcalico/calico
 * `libcalico-go/lib/selector/parser/parser.go`; the empty expression selects everything.
 */
export function parseCalicoSelector(text: string): CalicoSelector | undefined {
  const tokens = new CalicoTokens(text);
  if (tokens.isAtEnd()) return { kind: 'all' };
  const selector = parseOr(tokens, 0);
  return tokens.isAtEnd() ? selector : undefined;
}

/** Three-valued: undefined where the answer hangs on a label that is not known. */
export function evaluateCalicoSelector(selector: CalicoSelector, lookup: LabelLookup): boolean | undefined {
  switch (selector.kind) {
    case 'all':
      return true;
    case 'has':
      return withLabel(lookup, selector.key, () => true);
    case 'compare':
      return withLabel(lookup, selector.key, (value) => compares(value, selector.operator, selector.value));
    case 'in':
      return withLabel(lookup, selector.key, (value) => selector.values.includes(value));
    case 'not':
      return negate(evaluateCalicoSelector(selector.operand, lookup));
    case 'and':
      return evaluateAll(selector.operands, lookup, false);
    case 'or':
      return evaluateAll(selector.operands, lookup, true);
  }
}

function withLabel(lookup: LabelLookup, key: string, test: (value: string) => boolean): boolean | undefined {
  const value = lookup(key);
  if (value === unknownLabel) return undefined;
  return value !== undefined && test(value);
}

function compares(value: string, operator: CalicoComparison, operand: string): boolean {
  switch (operator) {
    case '==':
      return value === operand;
    case 'contains':
      return value.includes(operand);
    case 'starts with':
      return value.startsWith(operand);
    case 'ends with':
      return value.endsWith(operand);
  }
}

/** `decisive` is the answer of one operand that settles it: false for `&&`, true for `||`. */
function evaluateAll(operands: readonly CalicoSelector[], lookup: LabelLookup, decisive: boolean): boolean | undefined {
  const answers = new Set(operands.map((operand) => evaluateCalicoSelector(operand, lookup)));
  if (answers.has(decisive)) return decisive;
  return answers.has(undefined) ? undefined : !decisive;
}

function negate(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

function inverse(operand: CalicoSelector): CalicoSelector {
  return { kind: 'not', operand };
}

function parseOr(tokens: CalicoTokens, depth: number): CalicoSelector | undefined {
  return parseChain(tokens, 'or', () => parseChain(tokens, 'and', () => parseOperation(tokens, depth)));
}

function parseChain(
  tokens: CalicoTokens,
  kind: 'and' | 'or',
  parseOperand: () => CalicoSelector | undefined,
): CalicoSelector | undefined {
  const operands: CalicoSelector[] = [];
  do {
    const operand = parseOperand();
    if (operand === undefined) return undefined;
    operands.push(operand);
  } while (tokens.take(kind === 'and' ? '&&' : '||'));
  return operands.length === 1 ? operands[0] : { kind, operands };
}

function parseOperation(tokens: CalicoTokens, depth: number): CalicoSelector | undefined {
  let isNegated = false;
  while (tokens.take('!')) isNegated = !isNegated;
  const operand = tokens.take('(') ? parseGroup(tokens, depth + 1) : parseTest(tokens);
  return operand !== undefined && isNegated ? inverse(operand) : operand;
}

function parseGroup(tokens: CalicoTokens, depth: number): CalicoSelector | undefined {
  if (depth > maxDepth) return undefined;
  const group = parseOr(tokens, depth);
  return tokens.take(')') ? group : undefined;
}

function parseTest(tokens: CalicoTokens): CalicoSelector | undefined {
  if (tokens.take('all(') || tokens.take('global(')) return tokens.take(')') ? { kind: 'all' } : undefined;
  if (tokens.take('has(')) {
    const key = tokens.takeLabel();
    return key !== undefined && tokens.take(')') ? { kind: 'has', key } : undefined;
  }
  const key = tokens.takeLabel();
  return key === undefined ? undefined : parseComparison(tokens, key);
}

function parseComparison(tokens: CalicoTokens, key: string): CalicoSelector | undefined {
  const operator = tokens.takeOperator();
  switch (operator) {
    case undefined:
      return undefined;
    case 'in':
    case 'not in': {
      const values = parseSet(tokens);
      if (values === undefined) return undefined;
      const membership: CalicoSelector = { kind: 'in', key, values };
      return operator === 'in' ? membership : inverse(membership);
    }
    case '!=': {
      const value = tokens.takeString();
      return value === undefined ? undefined : inverse({ kind: 'compare', key, operator: '==', value });
    }
    default: {
      const value = tokens.takeString();
      return value === undefined ? undefined : { kind: 'compare', key, operator, value };
    }
  }
}

/** As Calico's own parser, it takes `{}` and a comma after the last value. */
function parseSet(tokens: CalicoTokens): readonly string[] | undefined {
  if (!tokens.take('{')) return undefined;
  const values: string[] = [];
  do {
    const value = tokens.takeString();
    if (value === undefined) break;
    values.push(value);
  } while (tokens.take(','));
  return tokens.take('}') ? values : undefined;
}
