/** A word of a command line, and which argument it is from. */
export interface Word {
  readonly text: string;
  readonly source: string;
}

export interface Option {
  /** Without dashes, and without Java's `-D`. */
  readonly name: string;
  readonly value: string;
  readonly source: string;
}

export interface CommandLine {
  readonly options: readonly Option[];
  readonly operands: readonly Word[];
}

/**
 * The options with values and the operands of a command. `shortWithValue` lists the one-letter options that take a
 * value, the others of that program being switches; without it, any option takes the word that follows.
 */
export function parseCommandLine(words: readonly Word[], shortWithValue?: string): CommandLine {
  const options: Option[] = [];
  const operands: Word[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) continue;
    const next = words[index + 1];
    const joined = readJoined(word);
    if (joined !== undefined) {
      options.push(joined);
    } else if (!/^-{1,2}[A-Za-z]/.test(word.text)) {
      operands.push(word);
    } else {
      const option = readOption(word, next, shortWithValue);
      if (option === undefined) continue;
      options.push(option.option);
      if (option.takesNext) index += 1;
    }
  }
  return { options, operands };
}

/** `--name=value`, `-Dname=value`, `name=value`. */
function readJoined({ text, source }: Word): Option | undefined {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(0, equals)).replace(/^-D|^-{1,2}/, '');
  const isName = text.startsWith('-') ? /^[A-Za-z_][\w.:-]{0,252}$/ : /^[A-Za-z_][\w.-]{0,252}$/;
  if (!isName.test(name)) return undefined;
  const isConnectionString = !text.startsWith('-') && /[;\s]\s*\w+\s?=/.test(text.slice(equals, equals + 300));
  return isConnectionString ? undefined : { name, value: text.slice(equals + 1), source };
}

function readOption(
  { text, source }: Word,
  next: Word | undefined,
  shortWithValue: string | undefined,
): { readonly option: Option; readonly takesNext: boolean } | undefined {
  const following = next === undefined || next.text.startsWith('-') ? undefined : next;
  if (shortWithValue === undefined || text.startsWith('--')) {
    if (following === undefined) return undefined;
    return {
      option: { name: text.replace(/^-+/, ''), value: following.text, source: following.source },
      takesNext: true,
    };
  }
  const at = text.split('').findIndex((letter, index) => index > 0 && shortWithValue.includes(letter));
  if (at < 0) return undefined;
  const name = text.charAt(at);
  const attached = text.slice(at + 1);
  if (attached !== '') return { option: { name, value: attached, source }, takesNext: false };
  return following === undefined
    ? undefined
    : { option: { name, value: following.text, source: following.source }, takesNext: true };
}
