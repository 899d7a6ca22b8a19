/** What is wrong with a text as XML: elements that do not nest, attributes that do not stand apart; undefined for nothing. */
export function xmlProblem(text: string): string | undefined {
  const token = /<(\/?)([a-z]+)((?: [\w:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)\s*(\/?)>|[^<]+/gy;
  const open: string[] = [];
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (found === null) return `no token at ${text.slice(at, at + 60)}`;
    const [whole, close, name, attributes, empty] = found;
    if (name === undefined) {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(whole)) return `a bare ampersand in ${whole.slice(0, 60)}`;
      continue;
    }
    const names = [...(attributes ?? '').matchAll(/ ([\w:-]+)=/g)].map(([, attribute]) => attribute);
    if (new Set(names).size !== names.length) return `an attribute twice in ${whole}`;
    if (close === '/') {
      if (open.pop() !== name) return `</${name}> closes nothing`;
    } else if (empty !== '/') {
      open.push(name);
    }
  }
  return open.length === 0 ? undefined : `${open.join(', ')} not closed`;
}
