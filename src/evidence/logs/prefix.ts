/** Longest part of a line that is looked at, in UTF-16 units: the cost of a line is bounded, whatever is in it. */
const examinedLength = 16_384;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
const colours = /\u001b\[[0-9;?]{0,20}[A-Za-z]/g;
const containerRuntime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) (?:std(?:out|err) [FP] )?/;
const kubectlPrefix = /^\[pod\/[\w.-]{1,253}\/[\w.-]{1,63}\] /;
const compose = /^[\w.-]{1,80} {0,40}\| {1,2}/;
const dockerLine = /^\{"log":"/;

/** A line as the program wrote it: without colours and what a container runtime, `kubectl logs` or compose put before it. */
export function stripPrefix(line: string): string {
  let text = line.length > examinedLength ? line.slice(0, examinedLength) : line;
  if (text.includes('\u001b')) text = text.replace(colours, '');
  if (text.endsWith('\r')) text = text.slice(0, -1);
  if (dockerLine.test(text)) return stripPrefix(dockerLog(line) ?? text.slice(8));
  const first = text.charCodeAt(0);
  if (first === 0x5b) text = text.replace(kubectlPrefix, '');
  if (first >= 0x30 && first <= 0x39) text = text.replace(containerRuntime, '');
  return text.includes('|') ? text.replace(compose, '') : text;
}

function dockerLog(line: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null || !('log' in parsed) || typeof parsed.log !== 'string')
      return undefined;
    return parsed.log.replace(/\n$/, '');
  } catch {
    return undefined;
  }
}
