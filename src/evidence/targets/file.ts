import { cutText } from './bounds.ts';
import type { ConfigurationFile } from './candidate.ts';
import { mentionsOfScript } from './command.ts';
import { type Entry, entriesOfLines } from './file-lines.ts';
import { entriesOfJson } from './json-entries.ts';
import { type Mention, ranks } from './mention.ts';
import type { Setting } from './named-setting.ts';
import { type Lookup, resolveCode, resolveShell } from './references.ts';
import { isOwn, isSecretName, nameWords } from './role.ts';
import { mentionsOfSettings } from './setting.ts';
import { mentionsOfCode } from './source-code.ts';
import { isDocumentation } from './special-hosts.ts';
import { urlsIn } from './url.ts';
import { readValue } from './value.ts';

/** The targets of all files. One of a single line is a value under the name of its key, as `DB_HOST` in a ConfigMap. */
export function mentionsOfFiles(files: readonly ConfigurationFile[], lookup: Lookup): readonly Mention[] {
  const values = new Map<string, Setting[]>();
  for (const { name, text } of files) {
    const start = Math.max(name.lastIndexOf(' '), name.lastIndexOf('/')) + 1;
    const value = text.trim();
    if (value === '' || value.length > longestValue || /[\r\n]/.test(value)) continue;
    const folder = name.slice(0, start);
    const siblings = values.get(folder) ?? [];
    siblings.push({ name: name.slice(start), value: resolveShell(value, lookup), source: name });
    values.set(folder, siblings);
  }
  return [
    ...[...values.values()].flatMap((settings) => mentionsOfSettings(settings, ranks.file)),
    ...files.flatMap((file) => mentionsOfFile(file, lookup)),
  ];
}

const longestValue = 4096;

/** The targets that a configuration file names. Addresses of documentation and schemas are none. */
export function mentionsOfFile(file: ConfigurationFile, lookup: Lookup): readonly Mention[] {
  const text = cutText(file.text);
  if (/^#!.{0,100}sh\b/.test(text) || file.name.endsWith('.sh'))
    return asFile(mentionsOfScript(text, file.name, lookup));
  if (text.startsWith('#!') || /\.(?:[cm]?[jt]s|py|rb|php|pl|lua)$/.test(file.name)) {
    return asFile(mentionsOfCode(resolveCode(text, lookup), file.name));
  }
  const resolved = resolveShell(text, lookup);
  const entries = (entriesOfJson(resolved) ?? entriesOfLines(resolved)).filter((entry) => !isSchema(entry));
  const settings = entries.map(({ path, value }) => ({ name: path, value, source: file.name }));
  const mentions = mentionsOfSettings(settings, ranks.file).filter(({ place }) => !isDocumentation(place.host));
  const texts = entries.length === 0 ? [withoutMarkup(resolved)] : entries.filter(isText).map((entry) => entry.value);
  return [...mentions, ...texts.flatMap((part) => mentionsOfUrls(part, file.name))];
}

function asFile(mentions: readonly Mention[]): readonly Mention[] {
  return mentions.map((mention) => ({ ...mention, rank: mention.rank + ranks.file - ranks.named }));
}

function isSchema({ path }: Entry): boolean {
  return /(?:^|\.)(?:\$schema|\$id|\$ref|xmlns[\w:.]*|apiVersion|schemaLocation)$/.test(path);
}

/** A value that is no address, but may hold a URL. */
function isText({ path, value }: Entry): boolean {
  const words = nameWords(path);
  return value.includes('://') && !isSecretName(words) && !isOwn(words) && readValue(value) === undefined;
}

function withoutMarkup(text: string): string {
  return text
    .replace(/^[ \t]*(?:#|\/\/|;|!).*$/gm, '')
    .replace(/<!--[^>]{0,2000}-->/g, '')
    .replace(/xmlns(?::\w{1,40})?="[^"]{0,300}"|schemaLocation="[^"]{0,3000}"/g, '');
}

function mentionsOfUrls(text: string, source: string): readonly Mention[] {
  const places = urlsIn(text).flatMap((url) => readValue(url)?.places ?? []);
  return places
    .filter((place) => !isDocumentation(place.host))
    .map((place) => ({ place, source, reason: 'a URL in a file', rank: ranks.unnamed }));
}
