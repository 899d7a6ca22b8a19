import type { Flow } from '../flows/flow.ts';

/** How many flows of one kind were seen, and when. */
export interface Tally {
  /** Delivered to the server. */
  readonly delivered: number;
  /** Past the policies at the client, and not known to be delivered. */
  readonly sent: number;
  readonly denied: number;
  /** RFC 3339, as the log has it; missing where it has no times. */
  readonly first?: string;
  readonly last?: string;
}

export const noFlows: Tally = { delivered: 0, sent: 0, denied: 0 };

export function counted(tally: Tally, { seen, count, time }: Flow): Tally {
  const own: Tally = {
    delivered: seen === 'delivered' ? count : 0,
    sent: seen === 'sent' ? count : 0,
    denied: seen === 'denied-at-egress' || seen === 'denied-at-ingress' ? count : 0,
    ...(time !== undefined && { first: time, last: time }),
  };
  return sumOf(tally, own);
}

export function sumOf(a: Tally, b: Tally): Tally {
  const first = earlier(a.first, b.first);
  const last = a.last === undefined || (b.last !== undefined && earlier(a.last, b.last) === a.last) ? b.last : a.last;
  return {
    delivered: a.delivered + b.delivered,
    sent: a.sent + b.sent,
    denied: a.denied + b.denied,
    ...(first !== undefined && { first }),
    ...(last !== undefined && { last }),
  };
}

function earlier(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(b) < Date.parse(a) ? b : a;
}
