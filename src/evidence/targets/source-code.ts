import { parseHost, parsePort } from './host.ts';
import { type Mention, type Place, ranks } from './mention.ts';
import { isAddressByItself } from './setting.ts';
import { isDocumentation, isFileName } from './special-hosts.ts';
import { urlsIn } from './url.ts';
import { readValue } from './value.ts';

/** Names of calls that open a port instead of connecting to one. */
const server = /(?:listen|bind|serve|server|run|createServer|HTTPServer|ListenAndServe|reply|print|log)$/i;
const wrapper = String.raw`(?:(?:int|Number|parseInt)\(|\+)?`;
const quotedHost = String.raw`["'\x60]([\w.:-]{1,253})["'\x60]`;
const port = String.raw`${wrapper}["']?(\d{1,5})\b`;
const open = String.raw`(\w{0,60})\(\s{0,8}\(?\s{0,8}`;
const hostThenPort = new RegExp(String.raw`${open}${quotedHost}\s{0,8},\s{0,8}${port}`, 'g');
const portThenHost = new RegExp(String.raw`${open}(\d{1,5})\s{0,8},\s{0,8}${quotedHost}`, 'g');
const keyedHost =
  /\b(?:host|hostname|server|addr|address|peeraddr|peerhost)["']?\s{0,3}(?::|=>?)\s{0,3}["'`]([\w.:-]{1,253})["'`]/gi;
const keyedPort = /\b(?:peer)?port["']?\s{0,3}(?::|=>?)\s{0,3}(?:(?:int|Number|parseInt)\(|\+)?["']?(\d{1,5})\b/i;
const device = /\/dev\/(tcp|udp)\/([\w.:-]{1,253})\/(\d{1,5})\b/g;
const literal = /(["'`])((?:(?!\1)[^\\\n]|\\[^\n]){1,2000})\1/g;

/** What a program in any language connects to, as far as its text shows: URLs, addresses in quotes, calls with both. */
export function mentionsOfCode(text: string, source: string): readonly Mention[] {
  const places = [
    ...placesOfDevices(text),
    ...placesOfCalls(text),
    ...placesOfKeys(text),
    ...placesOfLiterals(text),
    ...placesOfUrls(text),
  ];
  return places.map((place) => ({ place, source, reason: 'its script connects to it', rank: ranks.named }));
}

/** `bash`'s `/dev/tcp/host/port`. */
function placesOfDevices(text: string): readonly Place[] {
  return [...text.matchAll(device)].flatMap(([, protocol = '', host = '', portText = '']) =>
    placesOf(host, portText).map((place): Place => ({ ...place, protocol: protocol === 'udp' ? 'UDP' : 'TCP' })),
  );
}

function placesOfCalls(text: string): readonly Place[] {
  const forward = [...text.matchAll(hostThenPort)].map(([, call = '', host = '', number = '']) => [call, host, number]);
  const reverse = [...text.matchAll(portThenHost)].map(([, call = '', number = '', host = '']) => [call, host, number]);
  return [...forward, ...reverse].flatMap(([call = '', host = '', number = '']) =>
    server.test(call) ? [] : placesOf(host, number),
  );
}

/** `{host: 'h', port: 1}`, `host="h", port=1`, within the same brackets. */
function placesOfKeys(text: string): readonly Place[] {
  return [...text.matchAll(keyedHost)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - 160), match.index);
    const start = before.search(/[{(][^{}()]*$/);
    const call = /(\w{1,60})\(\s{0,8}\{?\s{0,8}$/.exec(before.slice(0, start + 1))?.[1];
    if (call !== undefined && server.test(call)) return [];
    const after = /^[^{}]{0,160}/.exec(text.slice(match.index + match[0].length))?.[0] ?? '';
    const number = keyedPort.exec(after)?.[1] ?? keyedPort.exec(before.slice(start + 1))?.[1];
    if (number !== undefined) return placesOf(match[1] ?? '', number);
    const host = parseHost(match[1] ?? '');
    return host === undefined ? [] : [{ host }];
  });
}

function placesOfLiterals(text: string): readonly Place[] {
  return [...text.matchAll(literal)].flatMap((match) => {
    const reading = readValue(match[2] ?? '');
    if (reading === undefined || reading.shape === 'name') return [];
    return reading.places.filter((place) => (reading.shape === 'address' ? isAddressByItself(place) : isTarget(place)));
  });
}

function placesOfUrls(text: string): readonly Place[] {
  return urlsIn(text).flatMap((url) => (readValue(url)?.places ?? []).filter(isTarget));
}

function isTarget(place: Place): boolean {
  return !isDocumentation(place.host);
}

function placesOf(hostText: string, portText: string): readonly Place[] {
  const host = parseHost(hostText);
  const number = parsePort(portText);
  return host === undefined || number === undefined || isFileName(host) ? [] : [{ host, port: number }];
}
