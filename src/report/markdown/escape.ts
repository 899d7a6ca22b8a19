/** Text of logs and objects must not become markup or a link. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/([\\*_[\]`#|])/g, '\\$1')
    .replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('\n', '<br>');
}
