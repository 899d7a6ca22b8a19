/** Two states of a row, between which something changes. */
export interface ChangeBetween {
  /** The last state that is as it was at the start. */
  readonly before: number;
  /** The first after it that has changed; between the two are only states of which nothing can be told. */
  readonly after: number;
}

/**
 * Finds a change in the row of states from `start`, which is as it was, to `end`, which has changed, in about log₂ of their
 * number of probes. Where the row changes several times it finds one of these changes. `isChanged`
 * is undefined where that cannot be told; such states are passed by, at a probe each.
 */
export async function findChange(
  start: number,
  end: number,
  isChanged: (index: number) => Promise<boolean | undefined>,
): Promise<ChangeBetween> {
  const untold = new Set<number>();
  let before = start;
  let after = end;
  for (let index = nextToProbe(before, after, untold); index !== undefined; ) {
    const changed = await isChanged(index);
    if (changed === undefined) untold.add(index);
    else if (changed) after = index;
    else before = index;
    index = nextToProbe(before, after, untold);
  }
  return { before, after };
}

/** The state nearest to the middle that was not probed in vain. */
function nextToProbe(before: number, after: number, untold: ReadonlySet<number>): number | undefined {
  const middle = (before + after) >> 1;
  for (let distance = 0; middle - distance > before || middle + distance < after; distance++) {
    for (const index of [middle - distance, middle + distance]) {
      if (index > before && index < after && !untold.has(index)) return index;
    }
  }
  return undefined;
}
