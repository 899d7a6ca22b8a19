import { CHOMPING_MODE, type ScalarEvent } from 'js-yaml';

/** Finds the tokens that js-yaml's events don't place: closing brackets, block headers, values that are not there. */
export class YamlTokens {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The bracket that closes a collection, after its last token. */
  closingBracket(from: number): number {
    return this.skip(from, ',:?');
  }

  /** The place of a value that is not written: after its `:`, `-` or `?`. */
  emptyValue(from: number): number {
    const mark = this.skip(from, '');
    return mark < this.text.length && ':-?'.includes(this.text.charAt(mark)) ? mark + 1 : from;
  }

  /** From the `|` or `>` to the end of the text, without the line breaks that end it unless they are kept. */
  blockScalar(from: number, event: ScalarEvent): readonly [start: number, end: number] {
    const start = this.skip(from, ':-?');
    let end = event.valueEnd;
    if (event.chomping !== CHOMPING_MODE.KEEP) {
      while (end > event.valueStart && '\r\n'.includes(this.text.charAt(end - 1))) end -= 1;
    }
    return [start, end > event.valueStart ? end : this.headerEnd(start)];
  }

  private headerEnd(start: number): number {
    let end = start + 1;
    while (end < this.text.length && '+-0123456789'.includes(this.text.charAt(end))) end += 1;
    return end;
  }

  /** Past blanks, comments and the given marks. */
  private skip(from: number, marks: string): number {
    let index = from;
    while (index < this.text.length) {
      const character = this.text.charAt(index);
      if (character === '#') {
        const feed = this.text.indexOf('\n', index);
        index = feed === -1 ? this.text.length : feed;
      } else if (' \t\r\n'.includes(character) || marks.includes(character)) {
        index += 1;
      } else {
        return index;
      }
    }
    return index;
  }
}
