import { parseConfiguredAddress } from './configured-address.ts';
import { parsePort } from './host.ts';
import { type Mention, type Place, ranks } from './mention.ts';
import { joined, mentionOfCommand, mentionsOfOperands } from './operands.ts';
import { type CommandLine, type Option, parseCommandLine, type Word } from './options.ts';
import { mentionsOfSettings } from './setting.ts';
import { isFileName } from './special-hosts.ts';
import type { Tool } from './tools.ts';

/** A client that is known: its letters for the host and the port, and its operands. */
export function mentionsOfTool(words: readonly Word[], tool: Tool): readonly Mention[] {
  const line = parseCommandLine(words, tool.withValue);
  if (hasSwitch(words, tool.listen)) return [];
  const datagram = hasSwitch(words, tool.datagram);
  const options = line.options
    .filter((option) => option.name.length > 1 || option.name === tool.host || option.name === tool.port)
    .map((option) => renamed(option, tool));
  const urls = line.options
    .filter((option) => option.name === tool.url)
    .map((option): Word => ({ text: option.value, source: option.source }));
  const mentions = [
    ...mentionsOfSettings(options, ranks.named),
    ...mentionsOfOperands(urls),
    ...mentionsOfToolOperands(line, tool),
  ];
  return mentions.map((mention) => ({ ...mention, place: completed(mention.place, tool, datagram) }));
}

function renamed(option: Option, tool: Tool): Option {
  if (option.name === tool.host) return { ...option, name: 'host' };
  return option.name === tool.port ? { ...option, name: 'port' } : option;
}

/** Whether a one-letter option stands alone or among others: `-u`, `-zvu`. */
function hasSwitch(words: readonly Word[], letter: string | undefined): boolean {
  return letter !== undefined && words.some(({ text }) => /^-[A-Za-z]/.test(text) && text.includes(letter));
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
  if (first === undefined || tool.operands === undefined) return mentionsOfOperands(operands);
  const isUrl = tool.operands === 'url';
  const address = parseConfiguredAddress(isUrl ? first.text : first.text.replace(/^[\w.-]{1,64}@/, ''));
  if (address === undefined || (isUrl && isFileName(address.host))) return mentionsOfOperands(operands);
  if (isUrl || address.port !== undefined) {
    return [mentionOfCommand(address, first.source), ...mentionsOfOperands(operands.slice(1))];
  }
  const option = options.find(({ name }) => name === tool.port);
  const written = option === undefined ? second : { text: option.value, source: option.source };
  const port = parsePort(written?.text ?? '');
  if (port === undefined) return [mentionOfCommand(address, first.source)];
  return [mentionOfCommand({ ...address, port }, joined(first, written))];
}
