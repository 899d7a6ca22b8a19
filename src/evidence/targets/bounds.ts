/** The most of a value, an argument or a file that is read, in UTF-16 units. */
const longestText = 65_536;

/** The most items of one list, and the most URLs of one text. */
export const mostItems = 1000;

/** The most candidates that are returned. */
export const mostCandidates = 64;

/** At most `longestText` of it, without the word that the cut would halve: half a URL may show its user as a host. */
export function cutText(text: string): string {
  if (text.length <= longestText) return text;
  let end = longestText;
  while (end > 0 && !/\s/.test(text.charAt(end))) end -= 1;
  return text.slice(0, end);
}

/** `String.replace` that stops where the result grows beyond `longestText`. */
export function replaceWithin(text: string, pattern: RegExp, replacement: (match: RegExpMatchArray) => string): string {
  const pieces: string[] = [];
  let length = 0;
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const piece = text.slice(end, match.index) + replacement(match);
    pieces.push(piece);
    length += piece.length;
    end = match.index + match[0].length;
    if (length > longestText) return cutText(pieces.join(''));
  }
  return end === 0 ? text : cutText(pieces.join('') + text.slice(end));
}
