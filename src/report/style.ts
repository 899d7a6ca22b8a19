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

/** No file or log may write to the terminal by itself: control characters become visible ones. */
export function harmless(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}
