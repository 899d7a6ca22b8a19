/** How the command line of a known client names its target. */
export interface Tool {
  /** The driver whose port is the default. */
  readonly driver?: string;
  /** The one-letter options for the host and the port. */
  readonly host?: string;
  readonly port?: string;
  /** The one-letter option whose value is a URL or a connection string. */
  readonly url?: string;
  /** The switch with which it is a server. */
  readonly listen?: string;
  /** The switch with which it speaks UDP. */
  readonly datagram?: string;
  /** All one-letter options that take a value. */
  readonly withValue: string;
  /** What the first operands are. */
  readonly operands?: 'host port' | 'url';
}

const postgres: Tool = { driver: 'postgres', host: 'h', port: 'p', url: 'd', withValue: 'hpUdtfFjnNTcoELvVaSCM' };
const mysql: Tool = { driver: 'mysql', host: 'h', port: 'P', withValue: 'hPueDSp' };
const redis: Tool = { driver: 'redis', host: 'h', port: 'p', url: 'u', withValue: 'hpanuirdDtcP' };
const netcat: Tool = { listen: 'l', datagram: 'u', withValue: 'wipsqxXTOVmMIec', operands: 'host port' };
const curl: Tool = { driver: 'http', url: 'x', withValue: 'uHdXomwAbceFKTxErYyzCDQPt', operands: 'url' };

const tools: readonly (readonly [programs: string, tool: Tool])[] = [
  ['pg_isready psql pg_dump pg_dumpall pg_restore pg_basebackup createdb dropdb vacuumdb pgbench', postgres],
  ['mysql mysqladmin mysqldump mysqlshow mysqlcheck mysqlimport mariadb mariadb-admin mariadb-dump', mysql],
  ['redis-cli valkey-cli redis-benchmark keydb-cli', redis],
  ['nc ncat netcat nc.openbsd nc.traditional', netcat],
  ['telnet', { withValue: 'lbeknS', operands: 'host port' }],
  ['cqlsh', { driver: 'cassandra', withValue: 'upkef', operands: 'host port' }],
  ['curl', curl],
  ['wget', { driver: 'http', withValue: 'OoaedPTtwQUlABDIX', operands: 'url' }],
  ['http https xh hey ab wrk', { driver: 'http', withValue: 'ancztHmdoATuXp', operands: 'url' }],
  ['wait-for-it wait-for-it.sh wait-for wait-for.sh wait_for_it.sh', { host: 'h', port: 'p', withValue: 'hptw' }],
  ['ssh sftp', { driver: 'ssh', port: 'p', withValue: 'pilLoFceRDJQSWwBbmOEI', operands: 'host port' }],
  ['mosquitto_pub mosquitto_sub', { driver: 'mqtt', host: 'h', port: 'p', url: 'L', withValue: 'hptmuPiqkALVWf' }],
  [
    'ldapsearch ldapwhoami ldapmodify ldapadd',
    { driver: 'ldap', host: 'h', port: 'p', url: 'H', withValue: 'hpHDwbsyYUl' },
  ],
  ['clickhouse-client clickhouse', { driver: 'clickhouse', host: 'h', withValue: 'hudqn' }],
  ['rabbitmqadmin', { host: 'H', port: 'P', withValue: 'HPupVcN' }],
  [
    'mongo mongosh mongodump mongorestore mongoexport mongoimport',
    { driver: 'mongodb', host: 'h', withValue: 'hupdcqo' },
  ],
  ['kcat kafkacat', { driver: 'kafka', host: 'b', withValue: 'btpoXcgFGKDsHmu' }],
];
const byProgram = new Map(
  tools.flatMap(([programs, tool]) => programs.split(' ').map((name) => [name, tool] as const)),
);

const wrappers = new Set(
  'env sudo exec nohup time timeout command tini dumb-init gosu su-exec xargs nice catatonit retry watch setsid stdbuf eval busybox su runuser'.split(
    ' ',
  ),
);
const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);
const interpreters =
  /^(?:node|nodejs|deno|bun|python|python\d(?:\.\d{1,2})?|ruby|perl|php|lua|tsx|ts-node|groovy|elixir|erl|Rscript)$/;

/** Words that wrappers put before the command: `tini -- `, `timeout 5 `, `gosu app `. */
const furthest = 8;

function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

/** The first known client among the words, at the start or behind wrappers. */
export function findTool(words: readonly string[]): { readonly at: number; readonly tool: Tool } | undefined {
  const behind = wrappers.has(baseName(words[0] ?? '')) || words[0]?.includes('=') === true ? furthest : 1;
  for (let at = 0; at < Math.min(words.length, behind); at += 1) {
    const tool = byProgram.get(baseName(words[at] ?? ''));
    if (tool !== undefined) return { at, tool };
  }
  return undefined;
}

export interface InlineScript {
  readonly language: 'shell' | 'code';
  /** Which word is the script. */
  readonly at: number;
}

/** The script of `sh -c '…'`, `node -e '…'`, `python3 -c '…'`. */
export function findScript(words: readonly string[]): InlineScript | undefined {
  const program = words.findIndex((word) => shells.has(baseName(word)) || interpreters.test(baseName(word)));
  if (program < 0 || program > furthest) return undefined;
  const isShell = shells.has(baseName(words[program] ?? ''));
  const flag = isShell ? /^-[a-z]*c$/ : /^(?:-[a-z]{0,3}[ecrp]|--eval|--print|eval|--execute)$/;
  for (let at = program + 1; at < words.length - 1; at += 1) {
    const word = words[at] ?? '';
    if (flag.test(word)) return { language: isShell ? 'shell' : 'code', at: at + 1 };
    if (!/^[-+]|^pipefail$/.test(word)) return undefined;
  }
  return undefined;
}
