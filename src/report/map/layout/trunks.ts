/** A line from an item of a lower rank to one of a higher. */
export interface Edge {
  readonly left: number;
  readonly right: number;
  /** Where it meets the items, in pixels below their middles. */
  readonly leftY: number;
  readonly rightY: number;
  /** Edges of one name run together as long as they can. */
  readonly trunk: string;
}

/** A piece of edges between neighbouring columns. */
export interface Segment {
  readonly left: number;
  readonly right: number;
  readonly leftY: number;
  readonly rightY: number;
  /** The first of the edges that it is a piece of. */
  readonly edge: number;
}

/** Items in columns, with one of no size wherever edges pass a column. */
export interface Columns {
  /** Left to right; the numbers of items. */
  readonly columns: readonly (readonly number[])[];
  readonly segments: readonly Segment[];
}

/** Cuts edges at the columns that they pass. Numbers from `ranks.length` on are places where a trunk passes. */
export function columnsOf(ranks: readonly number[], edges: readonly Edge[]): Columns {
  const columns: number[][] = [];
  const put = (rank: number, item: number) => {
    while (columns.length <= rank) columns.push([]);
    columns[rank]?.push(item);
  };
  for (const [item, rank] of ranks.entries()) put(rank, item);
  const itemCounts = columns.map((column) => column.length);
  const passes = new Map<string, number>();
  const passOf = (trunk: string, rank: number) => {
    const key = `${rank} ${trunk}`;
    const known = passes.get(key);
    if (known !== undefined) return known;
    const item = ranks.length + passes.size;
    passes.set(key, item);
    put(rank, item);
    return item;
  };
  const segments = new Map<string, Segment>();
  for (const [index, edge] of edges.entries()) {
    const last = ranks[edge.right] ?? 0;
    let left = edge.left;
    for (let rank = (ranks[edge.left] ?? 0) + 1; rank <= last; rank++) {
      const right = rank === last ? edge.right : passOf(edge.trunk, rank);
      const [leftY, rightY] = [left === edge.left ? edge.leftY : 0, right === edge.right ? edge.rightY : 0];
      const key = `${left} ${right} ${leftY} ${rightY} ${edge.trunk}`;
      if (!segments.has(key)) segments.set(key, { left, right, leftY, rightY, edge: index });
      left = right;
    }
  }
  // Among equals, lines pass in the middle: at the bottom, the columns after them would sink lower and lower.
  const centred = columns.map((column, rank) => {
    const half = Math.ceil((itemCounts[rank] ?? 0) / 2);
    const [items, lines] = [column.slice(0, itemCounts[rank]), column.slice(itemCounts[rank] ?? column.length)];
    return [...items.slice(0, half), ...lines, ...items.slice(half)];
  });
  return { columns: centred, segments: [...segments.values()] };
}

/** Ranks in which no column is taller than `limit`, where its items allow it: a taller one becomes several. */
export function wrapRanks(ranks: readonly number[], heights: readonly number[], limit: number): readonly number[] {
  const columns = columnsOf(ranks, []).columns;
  const wrapped = [...ranks];
  let shift = 0;
  for (const column of columns) {
    const total = column.reduce((sum, item) => sum + (heights[item] ?? 0), 0);
    const target = total / Math.max(1, Math.ceil(total / limit));
    let filled = 0;
    for (const item of column) {
      if (filled >= target) {
        shift++;
        filled = 0;
      }
      wrapped[item] = (wrapped[item] ?? 0) + shift;
      filled += heights[item] ?? 0;
    }
  }
  return wrapped;
}
