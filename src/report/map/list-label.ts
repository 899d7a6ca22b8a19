/** Most names are whole in so many characters. */
const longestName = 48;

/**
 * A list in at most about `limit` characters: its first entries, and how many more there are, `web, api +3`. The first is there,
 * however long.
 */
export function listLabel(entries: readonly string[], limit: number): string {
  let label = shorten(entries[0] ?? '', Math.max(limit, longestName));
  let shown = 1;
  for (const entry of entries.slice(1)) {
    const longer = `${label}, ${entry}`;
    if (longer.length > limit) break;
    label = longer;
    shown++;
  }
  const more = entries.length - shown;
  return more > 0 ? `${label} +${more}` : label;
}

/** A text in at most `limit` characters, without its middle where it is longer: names often differ in their ends. */
export function shorten(text: string, limit: number): string {
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  const head = Math.ceil((limit - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (limit - 1 - head)).join('')}`;
}
