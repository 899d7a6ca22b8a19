/** One container's section of a dump's `logs.txt`. */
export interface DumpSection {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** The log; undefined when the dump holds an error message in its place, which is then `error`. */
  readonly text: string | undefined;
  readonly error?: string;
}

const opening = '==== START logs for container ';

/**
 * Cuts a `logs.txt` of `kubectl cluster-info dump` into its sections (k8s.io/kubectl/pkg/cmd/clusterinfo). A log that does not
 * end in a line break has the END mark on its last line; one that prints such marks itself ends at the last END of its own.
 */
export function splitDumpLogs(text: string): readonly DumpSection[] {
  const sections: DumpSection[] = [];
  const closings = findClosings(text);
  for (let start = findOpening(text, 0); start !== -1; ) {
    const lineEnd = endOfLine(text, start);
    const title = /^container (\S+) of pod ([^\s/]+)\/(\S+) ====$/.exec(
      text.slice(start + '==== START logs for '.length, lineEnd).trimEnd(),
    );
    if (title === null) {
      start = findOpening(text, lineEnd);
      continue;
    }
    const [, container = '', namespace = '', pod = ''] = title;
    const contentStart = Math.min(lineEnd + 1, text.length);
    const closing = closings.get(`${container} of pod ${namespace}/${pod}`) ?? -1;
    // A dump that was cut short: up to the next container's mark.
    const next = findOpening(text, contentStart);
    const contentEnd = closing >= contentStart ? closing : next === -1 ? text.length : next;
    sections.push({ namespace, pod, container, ...contentOf(text.slice(contentStart, contentEnd)) });
    start = findOpening(text, contentEnd);
  }
  return sections;
}

/** The last END mark of every container. */
function findClosings(text: string): ReadonlyMap<string, number> {
  const mark = '==== END logs for container ';
  const closings = new Map<string, number>();
  for (let start = text.indexOf(mark); start !== -1; start = text.indexOf(mark, start + 1)) {
    const line = text.slice(start + mark.length, endOfLine(text, start)).trimEnd();
    if (line.endsWith(' ====')) closings.set(line.slice(0, -' ===='.length), start);
  }
  return closings;
}

function findOpening(text: string, from: number): number {
  if (from === 0 && text.startsWith(opening)) return 0;
  const feed = text.indexOf(`\n${opening}`, Math.max(0, from - 1));
  return feed === -1 ? -1 : feed + 1;
}

function endOfLine(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed === -1 ? text.length : feed;
}

/** kubectl's own words, or the kubelet's, in the place of a log. */
function contentOf(text: string): { readonly text: string | undefined; readonly error?: string } {
  const line = text.trim();
  const isError =
    /^(?:request log error|create log request error): /i.test(line) ||
    line.startsWith('unable to retrieve container logs for ');
  return isError && !line.includes('\n') ? { text: undefined, error: line } : { text };
}
