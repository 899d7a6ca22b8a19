export type CalicoOperator = '==' | '!=' | 'contains' | 'starts with' | 'ends with' | 'in' | 'not in';

const label = /[A-Za-z0-9_./-]{1,512}(?![A-Za-z0-9_./-])/y;
const operator = /==|!=|(contains|starts[ \t]*with|ends[ \t]*with|not[ \t]*in|in)(?![A-Za-z0-9_./-])/y;

/**
 * Reads Calico's selectors token by token (projectcalico/calico `libcalico-go/lib/selector/tokenizer/tokenizer.go`). Space is
 * blanks and tabs; strings have no escapes.
 */
export class CalicoTokens {
  private readonly text: string;
  private offset = 0;

  constructor(text: string) {
    this.text = text;
    this.skipSpace();
  }

  isAtEnd(): boolean {
    return this.offset === this.text.length;
  }

  /** `!` is not the first half of `!=`. */
  take(token: string): boolean {
    if (!this.text.startsWith(token, this.offset)) return false;
    if (token === '!' && this.text[this.offset + 1] === '=') return false;
    this.advance(token.length);
    return true;
  }

  takeLabel(): string | undefined {
    return this.match(label);
  }

  takeOperator(): CalicoOperator | undefined {
    const word = this.match(operator)?.replace(/[ \t]/g, '');
    switch (word) {
      case '==':
      case '!=':
      case 'contains':
      case 'in':
        return word;
      case 'startswith':
        return 'starts with';
      case 'endswith':
        return 'ends with';
      case 'notin':
        return 'not in';
      default:
        return undefined;
    }
  }

  takeString(): string | undefined {
    const quote = this.text[this.offset];
    if (quote !== '"' && quote !== "'") return undefined;
    const end = this.text.indexOf(quote, this.offset + 1);
    if (end === -1) return undefined;
    const value = this.text.slice(this.offset + 1, end);
    this.advance(end + 1 - this.offset);
    return value;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.advance(found.length);
    return found;
  }

  private advance(length: number): void {
    this.offset += length;
    this.skipSpace();
  }

  private skipSpace(): void {
    while (this.text[this.offset] === ' ' || this.text[this.offset] === '\t') this.offset++;
  }
}
