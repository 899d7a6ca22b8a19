/** A time after which a client is known to give up, so that a run of this length is a trace of it. */
export interface Timer {
  readonly seconds: number;
  /** How far a run may be off, for start-up and the kubelet's whole seconds. */
  readonly tolerance: number;
  /** Whose time it is, as a noun phrase: `undici's connect time-out`. */
  readonly says: string;
  /** The runtimes and libraries that have it, as log findings name them; undefined for those of the system. */
  readonly clients?: RegExp;
}

/** Measured on Linux 6.5 and later, Node 20, Go 1.2x, glibc 2.36, and read in the sources that are named. */
const timers: readonly Timer[] = [
  { seconds: 10, tolerance: 2, says: "undici's connect time-out", clients: /^node\/undici$/ },
  {
    seconds: 20,
    tolerance: 2,
    says: "glibc's resolver giving up on a name whose queries get no answer",
    clients: /^(node|python|ruby|php|rust|libc|curl|nginx)/,
  },
  { seconds: 30, tolerance: 2, says: 'the default of MongoDB drivers', clients: /mongo/ },
  { seconds: 30, tolerance: 2, says: "HikariCP's default", clients: /hikari/ },
  {
    seconds: 40,
    tolerance: 3,
    says: "Go's resolver giving up on a name whose queries get no answer",
    clients: /^go(\/|$)/,
  },
  { seconds: 60, tolerance: 3, says: 'the default of Kafka clients', clients: /kafka/ },
  { seconds: 127, tolerance: 3, says: "the kernel's own connect time-out (tcp_syn_retries 6)" },
  { seconds: 134, tolerance: 4, says: "the kernel's own connect time-out (linear SYN retries, since 6.5)" },
];

/** The timer of the system, or of one of the clients that a log shows, that a run of so many seconds is a trace of. */
export function timerOf(seconds: number, clients: readonly string[]): Timer | undefined {
  return timers.find(
    (timer) =>
      Math.abs(timer.seconds - seconds) <= timer.tolerance &&
      seconds >= timer.seconds - 1 &&
      (timer.clients === undefined || clients.some((client) => timer.clients?.test(client))),
  );
}
