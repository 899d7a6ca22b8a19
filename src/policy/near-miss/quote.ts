/** A text as YAML writes it: some plain ones would be read as something else than a string. */
export function quote(text: string): string {
  const isPlain = /^[A-Za-z][\w./-]*$/.test(text) || /^\d+\.\d+\.\d+\.\d+\/\d+$/.test(text);
  return isPlain && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text) ? text : JSON.stringify(text);
}
