/** Which owners have a word in a text: an automaton of Aho and Corasick, so a text costs its length, however many words. */
export interface WordIndex {
  /** Owners in ascending order, each once. `text` is in lower case. */
  readonly find: (text: string) => readonly number[];
}

const firstCode = 32;
const symbols = 96;

/** `words[n]` are the words of owner `n`: printable ASCII in lower case. */
export function indexWords(words: readonly (readonly string[])[]): WordIndex {
  const { next, owners } = buildTrie(words);
  const table = Uint16Array.from(next);
  linkFailures(table, owners);
  return { find: (text) => findOwners(text, table, owners) };
}

function buildTrie(words: readonly (readonly string[])[]): { next: number[]; owners: number[][] } {
  const next: number[] = new Array<number>(symbols).fill(0);
  const owners: number[][] = [[]];
  for (const [owner, list] of words.entries()) {
    for (const word of list) {
      let state = 0;
      for (let at = 0; at < word.length; at += 1) {
        const cell = state * symbols + word.charCodeAt(at) - firstCode;
        if (next[cell] === 0) {
          next[cell] = owners.length;
          owners.push([]);
          for (let symbol = 0; symbol < symbols; symbol += 1) next.push(0);
        }
        state = next[cell] ?? 0;
      }
      owners[state]?.push(owner);
    }
  }
  return { next, owners };
}

/** Breadth first: a state that does not know a symbol goes where the longest suffix of it that is a state goes. */
function linkFailures(next: Uint16Array, owners: number[][]): void {
  const failure = new Uint16Array(owners.length);
  const queue = [0];
  for (const state of queue) {
    const fallback = failure[state] ?? 0;
    if (state !== 0) owners[state]?.push(...(owners[fallback] ?? []));
    for (let symbol = 0; symbol < symbols; symbol += 1) {
      const target = next[state * symbols + symbol] ?? 0;
      const elsewhere = state === 0 ? 0 : (next[fallback * symbols + symbol] ?? 0);
      if (target === 0) {
        next[state * symbols + symbol] = elsewhere;
      } else {
        failure[target] = elsewhere;
        queue.push(target);
      }
    }
  }
}

function findOwners(text: string, next: Uint16Array, owners: readonly (readonly number[])[]): readonly number[] {
  let state = 0;
  let found: Set<number> | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const symbol = text.charCodeAt(at) - firstCode;
    state = symbol >= 0 && symbol < symbols ? (next[state * symbols + symbol] ?? 0) : 0;
    const here = owners[state];
    if (here === undefined || here.length === 0) continue;
    found ??= new Set();
    for (const owner of here) found.add(owner);
  }
  return found === undefined ? [] : [...found].sort((one, other) => one - other);
}
