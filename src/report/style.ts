import picocolors from 'picocolors';

/** Makes words stand out on a terminal; without colours every function gives the text as it is. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** A style, with colours or without. */
export function styleWith(colours: boolean): Style {
  const { bold, dim, red, green, yellow, cyan } = picocolors.createColors(colours);
  return { bold, dim, red, green, yellow, cyan };
}

export const plain: Style = styleWith(false);
