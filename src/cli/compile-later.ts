import { setFlagsFromString } from 'node:v8';

/**
 * The flag of a V8, by the major version of Node that has it, for which work a function is compiled anew by the optimising
 * compiler. Versions later than these have a compiler in between and gain nothing.
 */
const flags: ReadonlyMap<string, string> = new Map([
  // 66 KiB of byte code by default.
  ['20', '--interrupt-budget=600000'],
  // 3,000 calls by default.
  ['22', '--invocation-count-for-turbofan=15000'],
]);

/**
 * Lets V8 optimise what runs for long, and not what a command of half a second does: that took half of its CPU time, and
 * what runs for ten seconds is no slower.
 */
export function compileLater(): void {
  const [major = ''] = process.versions.node.split('.');
  const flag = flags.get(major);
  // A flag that a V8 does not know is an error that it prints.
  if (flag !== undefined) setFlagsFromString(flag);
}
