import type { Path } from '../model/source.ts';

/** Why the API server would reject an object; `message` is worded as the API server's, without the path. */
export interface ValidationProblem {
  readonly path: Path;
  readonly message: string;
  /** The fault leaves no doubt about what the object means, so that it can be read as it was meant: a bad name, say. */
  readonly harmless?: true;
}

// The wording of k8s.io/apimachinery pkg/util/validation/field, 0.34.

export function invalid(path: Path, value: string | number | readonly string[], detail: string): ValidationProblem {
  return { path, message: `Invalid value: ${JSON.stringify(value)}: ${detail}` };
}

/** What a CEL rule says of an object, which is not shown (kubernetes 1.35; up to 1.34 the word "object" stands for it). */
export function invalidObject(path: Path, detail: string): ValidationProblem {
  return { path, message: `Invalid value: ${detail}` };
}

export function required(path: Path, detail: string): ValidationProblem {
  return { path, message: detail === '' ? 'Required value' : `Required value: ${detail}` };
}

export function forbidden(path: Path, detail: string): ValidationProblem {
  return { path, message: `Forbidden: ${detail}` };
}

export function notSupported(path: Path, value: string, supported: readonly string[]): ValidationProblem {
  const list = supported.map((word) => JSON.stringify(word)).join(', ');
  return { path, message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}` };
}

export function duplicate(path: Path, value: string): ValidationProblem {
  return { path, message: `Duplicate value: ${JSON.stringify(value)}` };
}

/** The API server says bytes, and counts code points. */
export function tooLong(path: Path, maximum: number): ValidationProblem {
  return { path, message: `Too long: may not be more than ${maximum} bytes` };
}

export function tooMany(path: Path, count: number, maximum: number): ValidationProblem {
  return { path, message: `Too many: ${count}: must have at most ${maximum} items` };
}

/**
 * The name of an object; `written` is `metadata.name` itself. Without it `name` is that of `generateName`, after which
 * the API server puts letters.
 */
export function objectNameProblems(name: string, written = ''): readonly ValidationProblem[] {
  if (name === '') return [required(['metadata', 'name'], 'name or generateName is required')];
  const isPrefix = written === '';
  const path = ['metadata', isPrefix ? 'generateName' : 'name'];
  const problems = subdomainProblems(isPrefix ? name.replace(/-$/, 'a') : name);
  return problems.map((problem) => ({ ...invalid(path, name, problem), harmless: true }));
}

const qualifiedName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const labelValue = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** apimachinery `IsQualifiedName`. */
export function qualifiedNameProblems(text: string): readonly string[] {
  const slash = text.indexOf('/');
  if (slash !== text.lastIndexOf('/')) {
    return [`a qualified name ${nameForm} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const name = text.slice(slash + 1);
  const problems = slash < 0 ? [] : [...prefixProblems(text.slice(0, slash))];
  if (name === '') problems.push('name part must be non-empty');
  else if (name.length > 63) problems.push('name part must be no more than 63 characters');
  if (!qualifiedName.test(name)) problems.push(`name part ${nameForm}`);
  return problems;
}

/** apimachinery `IsValidLabelValue`. */
export function labelValueProblems(text: string): readonly string[] {
  const problems: string[] = [];
  if (text.length > 63) problems.push('must be no more than 63 characters');
  if (!labelValue.test(text)) problems.push(labelValueForm);
  return problems;
}

/** apimachinery `IsDNS1123Subdomain`. */
function subdomainProblems(text: string): readonly string[] {
  const problems: string[] = [];
  if (text.length > 253) problems.push('must be no more than 253 characters');
  if (!subdomain.test(text)) problems.push(subdomainForm);
  return problems;
}

/** apimachinery `IsValidPortName`. */
export function portNameProblems(text: string): readonly string[] {
  const problems: string[] = [];
  if (text.length > 15) problems.push('must be no more than 15 characters');
  if (!/^[-a-z0-9]+$/.test(text)) {
    problems.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(text)) problems.push('must contain at least one letter (a-z)');
  if (text.includes('--')) problems.push('must not contain consecutive hyphens');
  if (text.startsWith('-') || text.endsWith('-')) problems.push('must not begin or end with a hyphen');
  return problems;
}

function prefixProblems(prefix: string): readonly string[] {
  if (prefix === '') return ['prefix part must be non-empty'];
  return subdomainProblems(prefix).map((problem) => `prefix part ${problem}`);
}

const nameForm =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const labelValueForm =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const subdomainForm =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
