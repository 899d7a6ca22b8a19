import type { Family } from '../model/address.ts';

/** That ports are meant over one address family alone, to be read on after them: ` over IPv4 only`; else nothing. */
export function overFamily(family: Family | undefined): string {
  return family === undefined ? '' : ` over IPv${family} only`;
}
