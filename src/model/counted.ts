/** A number with its noun: `1 pod`, `2 pods`, `0 policies`. `many` is for nouns that take more than an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
