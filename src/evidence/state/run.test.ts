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
    [20, 'glibc'],
    [21, 'glibc'],
    [10, 'undici'],
    [128, 'kernel'],
    [135, 'kernel'],
    [60, 'Kafka'],
  ])('%i s: %s', (seconds, name) => {
    expect(timerOf(seconds)?.says).toContain(name);
  });

  it('others are work', () => {
    for (const seconds of [0, 1, 4, 7, 15, 90, 300]) expect(timerOf(seconds)).toBeUndefined();
  });
});
