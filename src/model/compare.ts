/** For `sort`: smaller first; texts by code unit, so that the order is the same in every locale. */
export function compare<T extends string | number | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
