import { namesCode } from '../../policy/lint/index.ts';

const word = 'netwhy:ignore';

/** Whether a comment on the line of an offset, or alone on the line above, ignores a code: `# netwhy:ignore NW101`. */
export function isIgnoredByComment(text: string, offset: number, code: string): boolean {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const above = start === 0 ? '' : lineAt(text, text.lastIndexOf('\n', start - 2) + 1).trimStart();
  return ignores(lineAt(text, start), code) || (above.startsWith('#') && ignores(above, code));
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}

function ignores(line: string, code: string): boolean {
  const hash = line.indexOf('#');
  const at = hash < 0 ? -1 : line.indexOf(word, hash);
  return at >= 0 && namesCode(line.slice(at + word.length), code);
}
