/** How fast logs are read: lines per second and the peak of the memory, for logs of several kinds. */
import { readLog } from '../src/evidence/logs/index.ts';

const lines = Number(process.argv[2] ?? 200_000);

interface Subject {
  readonly name: string;
  readonly line: (at: number) => string;
}

const levels = ['INFO', 'DEBUG', 'WARN'];
const subjects: readonly Subject[] = [
  {
    name: 'ordinary lines',
    line: (at) => `2026-11-22T09:00:00.${at}Z ${levels[at % 3]} handled order ${at} in ${at % 97} ms`,
  },
  {
    name: 'access log',
    line: (at) =>
      `10.244.1.${at % 250} - - [22/Nov/2026:09:00:00 +0000] "GET /v1/orders/${at} HTTP/1.1" 200 612 "-" "kube-probe/1.34"`,
  },
  {
    name: 'JSON',
    line: (at) => JSON.stringify({ level: 30, time: at, pid: 1, hostname: 'web-0', msg: `handled order ${at}` }),
  },
  {
    name: 'a client that retries',
    line: (at) => `2026-11-22T09:00:00.${at}Z connect to db attempt ${at}: dial tcp 10.96.0.7:5432: i/o timeout`,
  },
  {
    name: 'stack traces',
    line: (at) =>
      at % 5 === 0
        ? `Exception in thread "w-${at}" java.net.SocketTimeoutException: Connect timed out`
        : `\tat app.Client${at % 7}.call(Client.java:${at % 400})`,
  },
];

const rows = subjects.map(({ name, line }) => {
  const text = Array.from({ length: lines }, (_, at) => line(at)).join('\n');
  const start = performance.now();
  const { findings } = readLog(text);
  const seconds = (performance.now() - start) / 1000;
  return {
    name,
    perSecond: Math.round(lines / seconds),
    megabytes: text.length / 1e6 / seconds,
    findings: findings.length,
  };
});

console.log(`${'LOG'.padEnd(26)}${'LINES/S'.padStart(12)}${'MB/S'.padStart(8)}${'FINDINGS'.padStart(10)}`);
for (const { name, perSecond, megabytes, findings } of rows) {
  console.log(
    `${name.padEnd(26)}${String(perSecond).padStart(12)}${megabytes.toFixed(0).padStart(8)}${String(findings).padStart(10)}`,
  );
}
console.log(
  `${lines} lines each; peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB, of which the texts are a part`,
);
