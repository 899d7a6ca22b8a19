import picocolors from 'picocolors';

/** How words stand out on a terminal; each gives the text back as it is where there are no colours. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

export function styleWith(colours: boolean): Style {
  const { bold, dim, red, green, yellow, cyan } = picocolors.createColors(colours);
  return { bold, dim, red, green, yellow, cyan };
}

export const plain: Style = styleWith(false);
