import type { MapEndpoint } from './connectivity-map.ts';
import type { EndpointRectangle } from './endpoint-rectangles.ts';

/** The connections of some endpoints alone, each once. */
export function focusOn(
  endpoints: readonly MapEndpoint[],
  rectangles: readonly EndpointRectangle[],
  isFocus: (endpoint: MapEndpoint) => boolean,
): readonly EndpointRectangle[] {
  const focus = new Set([...endpoints.entries()].flatMap(([index, endpoint]) => (isFocus(endpoint) ? index : [])));
  const inside = (set: readonly number[]) => set.filter((index) => focus.has(index));
  const outside = (set: readonly number[]) => set.filter((index) => !focus.has(index));
  return rectangles.flatMap((rectangle) => {
    const outgoing = { ...rectangle, from: inside(rectangle.from) };
    const incoming = { ...rectangle, from: outside(rectangle.from), to: inside(rectangle.to) };
    return [outgoing, incoming].filter(({ from, to }) => from.length > 0 && to.length > 0);
  });
}
