import { counted } from '../model/counted.ts';

/** Control characters, and those that break lines or turn the direction of writing. */
const unsafe = /\p{Cc}|[\u2028-\u202e\u2066-\u2069]/gu;
const escapeCharacter = String.fromCharCode(27);
/** The colours of report's styles, and no other sequence. */
const colour = new RegExp(`(${escapeCharacter}\\[(?:1|2|22|31|32|33|36|39)m)`);

/**
 * Text that may hold names and lines of untrusted files, made safe for a terminal: what could act on it becomes visible, but
 * for line feeds and tabs. With `colours` the colours of our own styles stay.
 */
export function safeForTerminal(text: string, colours: boolean): string {
  if (!colours) return text.replace(unsafe, visible);
  return text
    .split(colour)
    .map((part) => (colour.test(part) ? part : part.replace(unsafe, visible)))
    .join('');
}

/** JSON in which every unsafe character is escaped: it prints as it is, and is read back as it was. */
export function printedJson(document: object): string {
  return JSON.stringify(document, undefined, 2).replace(unsafe, (found) =>
    found === '\n' ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const shownLength = 4000;

/** A message as one line of bounded length: a name in it may hold line feeds, with which it would forge lines of its own. */
export function oneLine(text: string): string {
  const more = text.length - shownLength;
  const shown = more <= 0 ? text : `${text.slice(0, shownLength)}… (${counted(more, 'more character')})`;
  return shown.replaceAll('\n', '\\n');
}

function visible(character: string): string {
  if (character === '\n' || character === '\t') return character;
  const code = character.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
}
