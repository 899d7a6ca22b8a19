/** A width and a height, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A point, in pixels from the top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its top left corner. */
export interface Box extends Size, Point {}

/** A line from left to right that starts and ends level, and leaves its level only between its bends. */
export interface Curve {
  readonly start: Point;
  readonly end: Point;
  /** From where to where it goes up or down, in pixels from the left. */
  readonly bend: readonly [from: number, to: number];
}

/** A box or a curve at another place. */
export function moved<T extends Point | Curve>(shape: T, by: Point): T {
  if ('bend' in shape) {
    const bend = [shape.bend[0] + by.x, shape.bend[1] + by.x] as const;
    return { ...shape, start: moved(shape.start, by), end: moved(shape.end, by), bend };
  }
  return { ...shape, x: shape.x + by.x, y: shape.y + by.y };
}

/** A number of an SVG: to a tenth of a pixel, which is the same text on every machine. */
export function pixels(value: number): string {
  return `${Math.round(value * 10) / 10}`;
}

/** A curve as the path of an SVG. */
export function pathOf({ start, end, bend }: Curve): string {
  const [y1, y2] = [pixels(start.y), pixels(end.y)];
  if (y1 === y2) return `M${pixels(start.x)} ${y1}H${pixels(end.x)}`;
  const [x1, x2] = [pixels(bend[0]), pixels(bend[1])];
  const middle = pixels((bend[0] + bend[1]) / 2);
  const level = x1 === pixels(start.x) ? '' : `H${x1}`;
  return `M${pixels(start.x)} ${y1}${level}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}H${pixels(end.x)}`;
}
