import { classifyLines, finish, type RawFinding } from './classify-entry.ts';
import { countLines, type Entry, entriesOf } from './entry.ts';
import type { LogFinding } from './finding.ts';

/** How `readLog` reads. */
export interface ReadLogOptions {
  /** The most findings to keep: half of them the first, half the last. 200 if not given. */
  readonly maxFindings?: number;
}

/** What a log says. */
export interface LogReading {
  /** How many lines the log has. */
  readonly lines: number;
  /** In the order of their first lines; repeats of a signature with the same target are one finding with a `count`. */
  readonly findings: readonly LogFinding[];
}

const defaultMaximum = 200;
const rememberedEntries = 4096;

interface Group {
  readonly found: RawFinding;
  readonly line: number;
  readonly lineEnd: number;
  count: number;
}

/** Finds what a log says about connections. The text may be that of `kubectl logs`, of a container runtime's file, or plain. */
export function readLog(text: string, options: ReadLogOptions = {}): LogReading {
  const groups = new Map<string, Group>();
  const classify = remembering();
  for (const entry of entriesOf(text)) {
    const found = classify(entry);
    if (found === undefined) continue;
    const key = [
      found.signature,
      found.class,
      found.host ?? '',
      found.port ?? '',
      isProse(found) ? found.text : '',
    ].join('\u0000');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { found, line: entry.line, lineEnd: entry.lineEnd, count: 1 });
    else group.count += 1;
  }
  const kept = ends([...groups.values()], options.maxFindings ?? defaultMaximum);
  return { lines: countLines(text), findings: kept.map(toFinding) };
}

/** Findings whose text is what they say: two missing settings are two findings. */
function isProse(found: RawFinding): boolean {
  return found.class === 'config' || found.class === 'app-error' || found.class === 'client-refuses';
}

function toFinding(group: Group): LogFinding {
  const finding = finish(group.found, group.line, group.lineEnd);
  return group.count === 1 ? finding : { ...finding, count: group.count };
}

/** The first and the last: the first error stands above the noise of the shutdown. */
function ends<T>(all: readonly T[], maximum: number): readonly T[] {
  if (all.length <= maximum) return all;
  const first = Math.ceil(maximum / 2);
  return [...all.slice(0, first), ...all.slice(all.length - (maximum - first))];
}

const timestamp = /^[[(]?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d| UTC)?[\])]?/;

/** A program that retries says the same again and again, at another time. */
function remembering(): (entry: Entry) => RawFinding | undefined {
  const known = new Map<string, RawFinding | undefined>();
  return (entry) => {
    const [first, second] = entry.lines;
    if (first === undefined || second !== undefined) return classifyLines(entry.lines);
    const key = first.replace(timestamp, '');
    if (known.has(key)) return known.get(key);
    const found = classifyLines(entry.lines);
    if (known.size >= rememberedEntries) known.clear();
    known.set(key, found);
    return found;
  };
}
