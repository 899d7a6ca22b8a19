import { append } from '../../model/append.ts';
/** What a JSON log line holds: the text that people wrote, and `key: value` lines that may name the target. */
export interface JsonLog {
  readonly message: readonly string[];
  readonly context: readonly string[];
}

const messageKeys = new Set(
  (
    'msg message @message error err error_message errormessage errmsg exception exc_info exc stack stacktrace stack_trace trace event log cause causedby reason detail details ' +
    'description short_message full_message textpayload body text warning failure problem original originalerror inner innerexception code type name causes errors'
  ).split(' '),
);
const targetKeys =
  /(?:^|_|\.)(?:brokers?|address|addr|remote_?addr|upstream|host|hostname|hosts|server|servers|endpoints?|ur[il]|dsn|target|peer|backend|port|host_?port|database_url|bootstrap_?servers)$/i;
/** Where bunyan and the log shippers say on which machine the client itself runs. */
const ownMachine = new Set([
  'kubernetes',
  'k8s',
  'agent',
  'ecs',
  'container',
  'docker',
  'labels',
  'source',
  'req',
  'request_headers',
]);
const deepest = 8;

/** Nothing for a line that is no JSON object. */
export function readJsonLog(line: string): JsonLog | undefined {
  const text = line.trimStart();
  if (!text.startsWith('{') || !text.trimEnd().endsWith('}')) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const found = { message: [] as string[], context: [] as string[] };
  const bunyan = isRecord(parsed) && 'pid' in parsed && 'hostname' in parsed;
  visit(parsed, '', found, bunyan ? 'hostname' : '', 0);
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function visit(
  value: unknown,
  key: string,
  found: { message: string[]; context: string[] },
  passedOver: string,
  depth: number,
): void {
  if (depth > deepest) return;
  if (Array.isArray(value)) {
    for (const item of value) visit(item, key, found, passedOver, depth + 1);
  } else if (isRecord(value)) {
    for (const [name, inner] of Object.entries(value)) {
      if (ownMachine.has(name.toLowerCase()) || (depth === 0 && name === passedOver)) continue;
      visit(inner, name, found, passedOver, depth + 1);
    }
  } else if (typeof value === 'string' && messageKeys.has(key.toLowerCase())) {
    append(found.message, value.split('\n'));
  } else if ((typeof value === 'string' || typeof value === 'number') && targetKeys.test(key)) {
    found.context.push(`${key}: ${value}`);
  }
}
