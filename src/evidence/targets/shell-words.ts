/** How deep `$(…)` within quotes is followed. */
const deepest = 4;

/**
 * The simple commands of a shell script, each as its words without their quotes (POSIX shell, section 2.2 and 2.3).
 * Comments, keywords and redirections are left out; commands in `$(…)` are commands of their own.
 */
export function commandsOf(script: string, depth = 0): readonly (readonly string[])[] {
  const lexer = new Lexer(script);
  const commands = lexer.read();
  const nested = depth < deepest ? lexer.nested.flatMap((inner) => commandsOf(inner, depth + 1)) : [];
  return [...commands, ...nested];
}

const keywords = new Set('until while if then do else elif fi done for in case esac ! { } exec time'.split(' '));

class Lexer {
  readonly nested: string[] = [];
  private readonly script: string;
  private at = 0;
  private word: string | undefined;
  private words: string[] = [];
  private readonly commands: string[][] = [];

  constructor(script: string) {
    this.script = script;
  }

  read(): readonly (readonly string[])[] {
    while (this.at < this.script.length) this.step(this.script.charAt(this.at));
    this.endCommand();
    return this.commands;
  }

  private step(character: string): void {
    this.at += 1;
    if (character === "'") this.append(this.readUntil("'"));
    else if (character === '"') this.readDoubleQuoted();
    else if (character === '\\') this.readEscape();
    else if (character === '#' && this.word === undefined) this.at = this.endOfLine();
    else if (/[\n;&|()`]/.test(character)) this.endCommand();
    else if (/[\s<>]/.test(character)) this.endWord();
    else this.append(character);
  }

  private append(text: string): void {
    this.word = (this.word ?? '') + text;
  }

  private readUntil(quote: string): string {
    const end = this.script.indexOf(quote, this.at);
    const text = this.script.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.script.length : end + 1;
    return text;
  }

  private readDoubleQuoted(): void {
    this.append('');
    while (this.at < this.script.length) {
      const character = this.script.charAt(this.at);
      this.at += 1;
      if (character === '"') return;
      if (character === '\\') this.readEscape();
      else if (character === '$' && this.script[this.at] === '(') this.readSubstitution();
      else this.append(character);
    }
  }

  private readEscape(): void {
    const next = this.script.charAt(this.at);
    this.at += 1;
    if (next !== '\n') this.append(next);
  }

  private readSubstitution(): void {
    const start = this.at + 1;
    let open = 0;
    while (this.at < this.script.length) {
      const character = this.script[this.at];
      if (character === '(') open += 1;
      if (character === ')') open -= 1;
      this.at += 1;
      if (open === 0) break;
    }
    this.nested.push(this.script.slice(start, this.at - 1));
  }

  private endOfLine(): number {
    const end = this.script.indexOf('\n', this.at);
    return end < 0 ? this.script.length : end;
  }

  private endWord(): void {
    const { word } = this;
    this.word = undefined;
    if (word !== undefined && !(this.words.length === 0 && keywords.has(word))) this.words.push(word);
  }

  private endCommand(): void {
    this.endWord();
    if (this.words.length > 0) this.commands.push(this.words);
    this.words = [];
  }
}

const assignment =
  /(?:^|[\s;&|(])(?:(?:export|local|readonly) )?([A-Za-z_]\w{0,99})=("[^"\n]{0,300}"|'[^'\n]{0,300}'|[^\s;&|)"']{0,300})/g;

/** The variables that a script sets, in order; of two of one name the first. */
export function assignmentsOf(script: string): readonly (readonly [name: string, value: string])[] {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of script.matchAll(assignment)) {
    if (!found.has(name)) found.set(name, value.replace(/^["']|["']$/g, ''));
  }
  return [...found];
}

/** The variables of `for name in word …` and their words, as written. */
export function loopsOf(script: string): readonly (readonly [name: string, words: string])[] {
  const loop = /\bfor[ \t]{1,8}([A-Za-z_]\w{0,99})[ \t]{1,8}in[ \t]{1,8}([^;\n]{1,300})/g;
  return [...script.matchAll(loop)].slice(0, mostLoops).map(([, name = '', words = '']) => [name, words] as const);
}

const mostLoops = 16;
