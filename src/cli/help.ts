/** What the commands end with, for the help of each. */
export const exitCodeHelp = `
Exit codes:
  0  it holds, or nothing was found
  1  a finding: a diagnosis, a denied connection, a failed assertion
  2  the command line cannot be read
  3  no answer: invalid, unreadable or empty input, an unknown object, or a verdict that stays undetermined`;

/** The end of a command's help: examples, each a command line without the program's name. */
export function examples(...lines: readonly string[]): string {
  return ['', 'Examples:', ...lines.map((line) => `  netwhy ${line}`), exitCodeHelp].join('\n');
}
