const narrow = new Set("iljtfrI.,:;'|!()[]{}/*-` ");
const wide = new Set('mwMW@%');

/** About how wide a text is in a sans-serif font, in pixels: rather too much, so that it fits whatever font is there. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) {
    width += narrow.has(character) ? 0.4 : wide.has(character) ? 0.95 : character <= '\u024f' ? 0.64 : 1.05;
  }
  return width * fontSize;
}
