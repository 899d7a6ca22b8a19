/**
 * The words of a variable, an option or a key, in lower case: `DB_HOST`, `--db-host`, `dbHost`, `db.host` are the same,
 * and so is `DBHOST` where its first part is a word that `isStem` knows. `HOST2` is two words.
 */
export function wordsOf(name: string, isStem: (word: string) => boolean): readonly string[] {
  return name
    .slice(0, 512)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .flatMap((word) => splitFused(word, isStem));
}

const fusedEndings = [
  'hostname',
  'hostaddr',
  'hosts',
  'host',
  'port',
  'server',
  'address',
  'addr',
  'endpoint',
  'url',
  'uri',
  'dsn',
];

function splitFused(word: string, isStem: (stem: string) => boolean): readonly string[] {
  const counted = /^([a-z]+?)(\d{1,4})$/.exec(word);
  const [, base = '', count = ''] = counted ?? [];
  if (fusedEndings.includes(base)) return [base, count];
  const ending = fusedEndings.find((candidate) => word.endsWith(candidate));
  if (ending === undefined || word === ending) return [word];
  const stem = word.slice(0, -ending.length);
  return stem === 'db' || stem === 'database' || isStem(stem) ? [stem, ending] : [word];
}
