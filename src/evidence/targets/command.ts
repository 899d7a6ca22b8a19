import { cutText } from './bounds.ts';
import { parsePort } from './host.ts';
import { type Mention, ranks } from './mention.ts';
import { mentionsOfOperands } from './operands.ts';
import { type Option, parseCommandLine, type Word } from './options.ts';
import { type Lookup, resolveCode, resolveKubernetes, resolveShell } from './references.ts';
import { mentionsOfSettings } from './setting.ts';
import { assignmentsOf, commandsOf, loopsOf } from './shell-words.ts';
import { mentionsOfCode } from './source-code.ts';
import { mentionsOfTool } from './tool-targets.ts';
import { findScript, findTool } from './tools.ts';

/** How deep a script within a script is followed: `timeout 5 sh -c "bash -c '…'"`. */
const deepest = 3;

/** The targets of a container's command and arguments, which one program gets as one list. */
export function mentionsOfArguments(
  command: readonly string[],
  args: readonly string[],
  lookup: Lookup,
): readonly Mention[] {
  const label =
    (name: string) =>
    (text: string, index: number): Word => ({
      text: resolveKubernetes(cutText(text), lookup),
      source: `${name}[${index}]`,
    });
  return mentionsOfWords([...command.map(label('command')), ...args.map(label('args'))], lookup, 0);
}

/** The targets of a shell script, its own variables resolved before those of the container. */
export function mentionsOfScript(script: string, source: string, lookup: Lookup, depth = 0): readonly Mention[] {
  const local = new Map<string, string>();
  const find: Lookup = (name) => local.get(name) ?? lookup(name);
  for (const [name, value] of assignmentsOf(script)) local.set(name, cutText(resolveShell(value, find)));
  const loops = loopsOf(script).map(([name, words]) => [name, resolveShell(words, find).trim().split(/\s+/)] as const);
  const longest = Math.max(1, ...loops.map(([, words]) => words.length));
  const rounds = depth === 0 ? Math.min(mostRounds, longest) : 1;
  return Array.from({ length: rounds }).flatMap((_, round) => {
    for (const [name, words] of loops) local.set(name, words[round] ?? words[0] ?? '');
    const text = resolveShell(script, find);
    const commands = commandsOf(text).map((words) => words.map((word) => ({ text: word, source })));
    const inCommands = commands.flatMap((words) => mentionsOfWords(words, find, depth + 1));
    return [...inCommands, ...mentionsOfCode(withoutComments(text), source)];
  });
}

/** The most words of a `for` that are tried; within another script only the first. */
const mostRounds = 8;

function withoutComments(script: string): string {
  return script.replace(/^[ \t]*#.*$/gm, '');
}

/** `--` starts another command in `wait-for-it db:5432 -- app`. */
function mentionsOfWords(words: readonly Word[], lookup: Lookup, depth: number): readonly Mention[] {
  const commands: Word[][] = [[]];
  for (const word of words) {
    if (word.text === '--') commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands.flatMap((command) => mentionsOfCommand(command, lookup, depth));
}

function mentionsOfCommand(words: readonly Word[], lookup: Lookup, depth: number): readonly Mention[] {
  const texts = words.map((word) => word.text);
  const script = findScript(texts);
  const body = script === undefined ? undefined : words[script.at];
  if (script !== undefined && body !== undefined) {
    const inScript =
      script.language === 'code'
        ? mentionsOfCode(resolveCode(body.text, lookup), body.source)
        : depth < deepest
          ? mentionsOfScript(body.text, body.source, lookup, depth)
          : [];
    return [...inScript, ...mentionsOfOperands(words.slice(script.at + 1))];
  }
  const resolved = words.map((word) => ({ ...word, text: resolveShell(word.text, lookup) }));
  const known = findTool(texts);
  if (known !== undefined) return mentionsOfTool(resolved.slice(known.at + 1), known.tool);
  return [...mentionsOfProgram(resolved), ...words.flatMap((word) => mentionsOfText(word, lookup, depth))];
}

const shellSyntax = /(?:^|[\s;])(?:until|while|if|for|exec|nc|curl|wget)\s|&&|\|\|/;

/** An argument with spaces may be a script whose interpreter the image names. */
function mentionsOfText({ text, source }: Word, lookup: Lookup, depth: number): readonly Mention[] {
  if (!/\s/.test(text)) return [];
  const isShell = findTool(text.trim().split(/\s+/, 10)) !== undefined || shellSyntax.test(text);
  if (isShell && depth < deepest) return mentionsOfScript(text, source, lookup, depth + 1);
  return mentionsOfCode(resolveCode(text, lookup), source);
}

function mentionsOfProgram(words: readonly Word[]): readonly Mention[] {
  const line = parseCommandLine(words);
  const options = line.options.filter((option) => !/^[uU]$/.test(option.name));
  const host = options.find((option) => /^[hH]$/.test(option.name));
  const port = options.find((option) => /^[pP]$/.test(option.name));
  const both = host === undefined || port === undefined || parsePort(port.value) === undefined ? [] : [host, port];
  const named = options.map((option) =>
    both.includes(option) ? rename(option, option === host ? 'host' : 'port') : option,
  );
  return [...mentionsOfSettings(named, ranks.named), ...mentionsOfOperands(line.operands)];
}

function rename(option: Option, name: string): Option {
  return { ...option, name };
}
