/** Text of logs and objects must not become markup or a link. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/([\\*_[\]`#|])/g, '\\$1')
    .replaceAll('\n', '<br>');
}
