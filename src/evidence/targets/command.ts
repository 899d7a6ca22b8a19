import { parseAddress } from './address.ts';
import { cutText } from './bounds.ts';
import { isQualified, parseHost, parsePort } from './host.ts';
import { type Mention, type Place, ranks } from './mention.ts';
import { type CommandLine, type Option, parseCommandLine, type Word } from './options.ts';
import { isWellKnownPort } from './ports.ts';
import { type Lookup, resolveCode, resolveKubernetes, resolveShell } from './references.ts';
import { isAddressByItself, mentionsOfSettings } from './setting.ts';
import { assignmentsOf, commandsOf } from './shell-words.ts';
import { mentionsOfCode } from './source-code.ts';
import { isDocumentation, isFileName } from './special-hosts.ts';
import { findScript, findTool, type Tool } from './tools.ts';
import { readValue } from './value.ts';

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
  const text = resolveShell(script, find);
  const commands = commandsOf(text).map((words) => words.map((word) => ({ text: word, source })));
  const inCommands = commands.flatMap((words) => mentionsOfWords(words, find, depth + 1));
  return [...inCommands, ...mentionsOfCode(withoutComments(text), source)];
}

function withoutComments(script: string): string {
  return script.replace(/^[ \t]*#.*$/gm, '');
}

/** `--` starts another command in `wait-for-it db:5432 -- app`. */
function mentionsOfWords(words: readonly Word[], lookup: Lookup, depth: number): readonly Mention[] {
  const end = words.findIndex((word) => word.text === '--');
  if (end < 0) return mentionsOfCommand(words, lookup, depth);
  return [
    ...mentionsOfCommand(words.slice(0, end), lookup, depth),
    ...mentionsOfWords(words.slice(end + 1), lookup, depth),
  ];
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
  const known = findTool(texts);
  if (known !== undefined) return mentionsOfTool(words.slice(known.at + 1), known.tool);
  return [...mentionsOfProgram(words), ...words.flatMap((word) => mentionsOfText(word, lookup, depth))];
}

/** An argument with spaces may be a script whose interpreter the image names. */
function mentionsOfText({ text, source }: Word, lookup: Lookup, depth: number): readonly Mention[] {
  if (!/\s/.test(text)) return [];
  const isShell = /(?:^|[\s;])(?:until|while|if|for|exec|nc|curl|wget)\s|&&|\|\|/.test(text);
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

/** A client that is known: its letters for the host and the port, and its operands. */
function mentionsOfTool(words: readonly Word[], tool: Tool): readonly Mention[] {
  const line = parseCommandLine(words, tool.withValue);
  const datagram = words.some(
    (word) => tool.operands === 'host port' && /^-[a-z]*u/.test(word.text) && tool.driver === undefined,
  );
  if (tool.operands === 'host port' && words.some((word) => /^-[a-z]*l/.test(word.text))) return [];
  const options = line.options
    .filter((option) => option.name.length > 1 || option.name === tool.host || option.name === tool.port)
    .map((option) => {
      if (option.name === tool.host) return rename(option, 'host');
      return option.name === tool.port ? rename(option, 'port') : option;
    });
  const others = line.options.filter(
    (option) => /^[dHuxLs]$/.test(option.name) && /^[a-z+]{2,20}:\/\/|^host=/.test(option.value),
  );
  const mentions = [
    ...mentionsOfSettings(options, ranks.named),
    ...mentionsOfOperands(others.map((option) => ({ text: option.value, source: option.source }))),
    ...mentionsOfToolOperands(line, tool),
  ];
  return mentions.map((mention) => ({ ...mention, place: completed(mention.place, tool, datagram) }));
}

function completed(place: Place, tool: Tool, datagram: boolean): Place {
  return {
    ...place,
    ...(place.scheme === undefined && tool.driver !== undefined ? { scheme: tool.driver } : {}),
    ...(datagram ? { protocol: 'UDP' as const } : {}),
  };
}

function mentionsOfToolOperands({ operands, options }: CommandLine, tool: Tool): readonly Mention[] {
  const [first, second] = operands;
  const address = first === undefined ? undefined : parseAddress(first.text);
  if (tool.operands === undefined || first === undefined || address === undefined) return mentionsOfOperands(operands);
  if (tool.operands === 'url') {
    return [
      ...(isFileName(address.host) ? [] : [mention(address, first.source)]),
      ...mentionsOfOperands(operands.slice(1)),
    ];
  }
  const port =
    address.port ??
    parsePort(second?.text ?? '') ??
    parsePort(options.find((option) => option.name === tool.port)?.value ?? '');
  return [mention(port === undefined ? address : { ...address, port }, joined(first, second))];
}

function joined(first: Word, second: Word | undefined): string {
  return second === undefined || second.source === first.source ? first.source : `${first.source}, ${second.source}`;
}

function mention(place: Place, source: string): Mention {
  return { place, source, reason: 'the command connects to it', rank: ranks.named };
}

/** URLs, connection strings and `host:port` without an option before them, and `10.0.0.1 5432`. */
function mentionsOfOperands(operands: readonly Word[]): readonly Mention[] {
  return operands.flatMap(({ text, source }, index) => {
    const next = operands[index + 1];
    const host = parseHost(text);
    const port = parsePort(next?.text ?? '');
    if (next !== undefined && host !== undefined && port !== undefined && isQualified(host) && !isFileName(host)) {
      return [{ ...mention({ host, port }, joined({ text, source }, next)), rank: ranks.unnamed }];
    }
    const reading = readValue(text.replace(/^(?:tcp[46]?|udp[46]?|TCP[46]?|UDP[46]?):(?!\/\/)/, ''));
    if (reading === undefined || reading.shape === 'name') return [];
    const places = reading.places.filter((place) =>
      reading.shape === 'address' ? isOperand(place) : !isDocumentation(place.host),
    );
    return places.map((place) => ({ ...mention(place, source), reason: 'an argument of the command' }));
  });
}

/** The tag of an image (`postgres:15`) is no port. */
function isOperand(place: Place): boolean {
  if (isAddressByItself(place)) return true;
  return place.port !== undefined && !isFileName(place.host) && (place.port > 1023 || isWellKnownPort(place.port));
}
