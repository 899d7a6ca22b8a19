/** Between a colon and a slash: also how a port looks, before a path. */
const digits = String.raw`\d{1,16}\/`;
const end = String.raw`[.:]?(?:[/?#,;&|\\\s'"<>\x60)\]}]|$)`;
const host = String.raw`(?:\[[\da-f:.%]{2,60}\]|\d{1,3}(?:\.\d{1,3}){3}|(?:[\w-]{1,63}\.){0,8}(?!\d{1,63}${end})[\w-]{1,63})`;

/**
 * `user:12/3@` and the like: a bare password that starts with digits and a slash looks like a port and a path. It is taken
 * for a password where no user stands before it; where it has no second slash, and a host follows; or where a host with a
 * port follows. A name with a dot is a host, unless the last holds: `http://api.shop:8080/mail@example.com`.
 */
const slashed = [
  String.raw`:${digits}[^\s'"<>\x60]{0,300}@`,
  String.raw`[^\s/@:.'"<>\x60]{1,300}:${digits}[^\s/?'"<>\x60]{1,300}@(?=${host}(?::\d{1,5})?${end})`,
  String.raw`[^\s/@:'"<>\x60]{1,300}:${digits}[^\s?'"<>\x60]{1,300}@(?=${host}:\d{1,5}${end})`,
].join('|');

const atStart = new RegExp(`^(?:${slashed})`, 'i');

/** How much of what follows `://` is such a user with a password; 0 where it starts with a host. */
export function lengthOfSlashedUserinfo(rest: string): number {
  return atStart.exec(rest)?.[0].length ?? 0;
}

/** A password may hold a slash or an `@`: what is no port is one. */
const inText = new RegExp(
  `(://)(?:${[
    String.raw`[^\s/@:'"<>\x60]{0,300}:(?!\d{1,5}(?:[/?#,\s'"]|$))[^\s'"<>\x60@]{0,300}(?:@[^\s'"<>\x60@/]{0,100}){0,3}@`,
    slashed,
    String.raw`[^\s/@'"<>\x60]{0,300}@`,
  ].join('|')})`,
  'gi',
);

/** The text with `replacement` for the user, the password and the `@` of each URL. */
export function replaceUserinfo(text: string, replacement: string): string {
  return text.includes('@') ? text.replace(inText, (_whole, mark: string) => mark + replacement) : text;
}
