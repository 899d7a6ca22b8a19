import { isQualified, parseHost, parsePort } from './host.ts';
import { type Mention, type Place, ranks } from './mention.ts';
import type { Word } from './options.ts';
import { isDefaultPort, isWellKnownPort } from './ports.ts';
import { isAddressByItself } from './setting.ts';
import { isDocumentation, isFileName } from './special-hosts.ts';
import { readValue } from './value.ts';

/** URLs, connection strings and `host:port` without an option before them, `10.0.0.1 5432`, and `app db 5432`. */
export function mentionsOfOperands(operands: readonly Word[]): readonly Mention[] {
  return operands.flatMap(({ text, source }, index) => {
    const next = operands[index + 1];
    const host = parseHost(text);
    const port = parsePort(next?.text ?? '');
    const isPair = host !== undefined && port !== undefined && !isFileName(host);
    if (next !== undefined && isPair && (isQualified(host) || (index > 0 && isDefaultPort(port)))) {
      return [{ ...mentionOfCommand({ host, port }, joined({ text, source }, next)), rank: ranks.unnamed }];
    }
    const reading = readValue(text.replace(/^(?:tcp[46]?|udp[46]?|TCP[46]?|UDP[46]?):(?!\/\/)/, ''));
    if (reading === undefined || reading.shape === 'name') return [];
    const places = reading.places.filter((place) =>
      reading.shape === 'address' ? isOperand(place) : !isDocumentation(place.host),
    );
    return places.map((place) => ({ ...mentionOfCommand(place, source), reason: 'an argument of the command' }));
  });
}

/** The tag of an image (`postgres:15`) is no port. */
function isOperand(place: Place): boolean {
  if (isAddressByItself(place)) return true;
  return place.port !== undefined && !isFileName(place.host) && (place.port > 1023 || isWellKnownPort(place.port));
}

export function joined(first: Word, second: Word | undefined): string {
  return second === undefined || second.source === first.source ? first.source : `${first.source}, ${second.source}`;
}

export function mentionOfCommand(place: Place, source: string): Mention {
  return { place, source, reason: 'the command connects to it', rank: ranks.named };
}
