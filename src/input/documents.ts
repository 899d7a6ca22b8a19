/** A piece of a file between `---` lines: offsets in the file's text. */
export interface DocumentRange {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

export interface Documents {
  readonly ranges: readonly DocumentRange[];
  /** Offsets of `---` lines with text behind them, which kubectl refuses. */
  readonly badSeparators: readonly number[];
}

/**
 * Splits a file as kubectl does (YAMLReader in k8s.io/apimachinery/pkg/util/yaml): at every line that starts with `---`,
 * whatever it is part of; only blanks and a comment may follow.
 */
export function splitDocuments(text: string): Documents {
  const ranges: DocumentRange[] = [];
  const badSeparators: number[] = [];
  let start = 0;
  const close = (end: number) => {
    if (start > 0 || end > start) ranges.push({ index: ranges.length, start, end: endOfContent(text, start, end) });
  };
  for (let line = text.startsWith('---') ? 0 : nextSeparator(text, 0); line !== -1; line = nextSeparator(text, line)) {
    const feed = text.indexOf('\n', line);
    const lineEnd = feed === -1 ? text.length : feed + 1;
    const rest = text.slice(line + 3, lineEnd).trim();
    if (rest !== '' && !rest.startsWith('#')) badSeparators.push(line);
    close(line);
    start = lineEnd;
  }
  close(text.length);
  return { ranges, badSeparators };
}

function nextSeparator(text: string, from: number): number {
  const feed = text.indexOf('\n---', from);
  return feed === -1 ? -1 : feed + 1;
}

/** A line `...` ends the document; what follows up to `---` is never read. */
function endOfContent(text: string, start: number, end: number): number {
  const content = text.slice(start, end);
  for (let feed = content.indexOf('\n...'); feed !== -1; feed = content.indexOf('\n...', feed + 1)) {
    const next = content.charAt(feed + 4);
    if (next === '' || ' \t\r\n'.includes(next)) return start + feed + 1;
  }
  return end;
}
