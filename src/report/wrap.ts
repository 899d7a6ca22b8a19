// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of our own styles
const colours = /\u001b\[\d+m/g;

/** Breaks lines that are longer than `columns` at spaces, and indents the rest of each; undefined leaves them as they are. */
export function wrap(text: string, columns: number | undefined): string {
  if (columns === undefined) return text;
  return text
    .split('\n')
    .map((line) => wrapLine(line, Math.max(columns, 40)))
    .join('\n');
}

function wrapLine(line: string, columns: number): string {
  if (visibleLength(line) <= columns || isFrame(line)) return line;
  const indent = ' '.repeat(Math.min(hangingIndent(line), columns / 2));
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<=\S) /)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && visibleLength(longer) > columns) {
      lines.push(current);
      current = `${indent}${word.trimStart()}`;
    } else {
      current = longer;
    }
  }
  return [...lines, current].join('\n');
}

/** Lines of a file are shown as they stand. */
function isFrame(line: string): boolean {
  return /^\s*\d* \|/.test(line.replaceAll(colours, ''));
}

/** Below the second column of a row such as `    + state  it lived …`, else two more than the line's own. */
function hangingIndent(line: string): number {
  const plain = line.replaceAll(colours, '');
  const own = plain.length - plain.trimStart().length;
  const columns = /^\s*[+\-·=] \w+\s+/.exec(plain) ?? /^\s{2}\w+(?: \w+)?\s{2,}/.exec(plain);
  return columns === null ? own + (own === 0 ? 2 : 0) : columns[0].length;
}

function visibleLength(text: string): number {
  return text.replaceAll(colours, '').length;
}
