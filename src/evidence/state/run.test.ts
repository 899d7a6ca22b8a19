import { describe, expect, it } from 'vitest';
import { describeExit, runOf, secondsBetween } from './run.ts';
import { timerOf } from './timers.ts';

const terminated = { exitCode: 1, reason: 'Error', message: '' };

describe('a run', () => {
  it('lived from its start to its end', () => {
    const run = runOf({ ...terminated, startedAt: '2026-11-23T15:26:30Z', finishedAt: '2026-11-23T15:26:50Z' });
    expect(run.seconds).toBe(20);
  });

  it('has no length where a time is missing, is none, or lies before the other', () => {
    expect(runOf(terminated).seconds).toBeUndefined();
    expect(secondsBetween('yesterday', '2026-11-23T15:26:50Z')).toBeUndefined();
    expect(secondsBetween('2026-11-23T15:26:50Z', '2026-11-23T15:26:30Z')).toBeUndefined();
  });

  it('that the kernel ended says more than its exit code', () => {
    expect(describeExit(runOf({ ...terminated, exitCode: 137, reason: 'OOMKilled' }))).toContain('out of memory');
    expect(describeExit(runOf({ ...terminated, exitCode: 137 }))).toBe('killed (SIGKILL)');
    expect(describeExit(runOf({ ...terminated, exitCode: 1 }))).toBeUndefined();
  });
});

describe('a length that a timer explains', () => {
  it.each([
    [20, 'node/undici', 'glibc'],
    [21, 'python', 'glibc'],
    [10, 'node/undici', 'undici'],
    [40, 'go', 'Go'],
    [60, 'java/kafka', 'Kafka'],
    [128, 'go', 'kernel'],
    [135, 'java', 'kernel'],
  ])('%i s of %s: %s', (seconds, client, name) => {
    expect(timerOf(seconds, [client])?.says).toContain(name);
  });

  it('is none of a client that the log does not show', () => {
    expect(timerOf(60, ['go'])).toBeUndefined();
    expect(timerOf(10, ['java'])).toBeUndefined();
    expect(timerOf(20, [])).toBeUndefined();
  });

  it('others are work', () => {
    for (const seconds of [0, 1, 4, 7, 15, 90, 300]) expect(timerOf(seconds, ['go', 'node'])).toBeUndefined();
  });
});
