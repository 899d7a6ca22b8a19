import { describe, expect, it } from 'vitest';
import { Fields } from '../../model/fields.ts';
import type { Json, JsonObject, Manifest } from '../../model/manifest.ts';
import { decodeMetadata } from '../../model/metadata.ts';
import { decodePod } from '../../model/pod.ts';
import { failingContainers } from './symptom.ts';

const now = '2026-11-23T12:00:00Z';

/** A time so many seconds before the data were taken. */
function ago(seconds: number): string {
  return new Date(Date.parse(now) - seconds * 1000).toISOString();
}

interface PodShape {
  readonly phase?: string;
  readonly restartPolicy?: string;
  readonly status?: JsonObject;
  readonly init?: JsonObject;
  readonly conditions?: Json;
}

function symptoms({ phase = 'Running', restartPolicy = 'Always', status, init, conditions = [] }: PodShape) {
  const text = '';
  const manifest: Manifest = {
    value: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'shop', uid: 'u' },
      spec: { restartPolicy, containers: [{ name: 'main' }], initContainers: [{ name: 'init' }] },
      status: {
        phase,
        conditions,
        containerStatuses: status === undefined ? [] : [{ name: 'main', ...status }],
        initContainerStatuses: init === undefined ? [] : [{ name: 'init', ...init }],
      },
    },
    source: { file: { path: 'pod.json', text }, document: 0, start: 0, end: 0 },
  };
  const pod = decodePod(new Fields(manifest.value), decodeMetadata(manifest, 'default'));
  return failingContainers(pod, now).map(({ container, symptom }) => `${container.name} ${symptom}`);
}

const failed = { exitCode: 1, reason: 'Error', startedAt: ago(60), finishedAt: ago(50) };

describe('a crash loop is told by restarts and last states', () => {
  it.each<[string, JsonObject]>([
    ['while it waits', { restartCount: 4, state: { waiting: { reason: 'CrashLoopBackOff' } } }],
    [
      'while it is being created again',
      { restartCount: 1, state: { waiting: { reason: 'ContainerCreating' } }, lastState: { terminated: failed } },
    ],
    ['between two tries, terminated', { restartCount: 2, state: { terminated: failed } }],
    [
      'between two tries, running',
      { restartCount: 2, state: { running: { startedAt: ago(3) } }, lastState: { terminated: failed } },
    ],
    [
      'also when it is ready for a moment',
      { restartCount: 3, ready: true, state: { running: { startedAt: ago(3) } }, lastState: { terminated: failed } },
    ],
  ])('%s', (_when, status) => {
    expect(symptoms({ status })).toEqual(['main crash']);
  });

  it('is over after ten minutes of running, as the kubelet forgets it then', () => {
    const lastState = { terminated: { ...failed, finishedAt: ago(700) } };
    expect(
      symptoms({ status: { restartCount: 5, ready: true, state: { running: { startedAt: ago(690) } }, lastState } }),
    ).toEqual([]);
  });

  it('is none of a Job that failed for good, but a crash', () => {
    expect(symptoms({ phase: 'Failed', restartPolicy: 'Never', status: { state: { terminated: failed } } })).toEqual([
      'main crash',
    ]);
  });

  it('is none of a container that has done its work', () => {
    const done = { state: { terminated: { exitCode: 0, reason: 'Completed' } } };
    expect(symptoms({ phase: 'Succeeded', restartPolicy: 'Never', status: done })).toEqual([]);
    expect(symptoms({ restartPolicy: 'OnFailure', status: done })).toEqual([]);
  });

  it('is one of a container that ends without an error and is started again', () => {
    const done = { exitCode: 0, reason: 'Completed' };
    expect(symptoms({ status: { restartCount: 2, state: { terminated: done } } })).toEqual(['main crash']);
  });
});

describe('other ways not to be well', () => {
  it('cannot be started', () => {
    expect(symptoms({ status: { state: { waiting: { reason: 'ImagePullBackOff' } } } })).toEqual(['main not-started']);
  });

  it('hangs in its init, and the main container only waits for it', () => {
    const status = { state: { waiting: { reason: 'PodInitializing' } } };
    expect(symptoms({ phase: 'Pending', status, init: { state: { running: { startedAt: ago(120) } } } })).toEqual([
      'init hangs-in-init',
    ]);
    expect(symptoms({ phase: 'Pending', status, init: { state: { running: { startedAt: ago(20) } } } })).toEqual([]);
  });

  it('does not get ready, once start-up is over', () => {
    const status = (seconds: number) => ({ ready: false, state: { running: { startedAt: ago(seconds) } } });
    expect(symptoms({ status: status(300) })).toEqual(['main not-ready']);
    expect(symptoms({ status: status(10) })).toEqual([]);
  });

  it('has no node', () => {
    const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes' }];
    expect(symptoms({ phase: 'Pending', conditions })).toEqual(['init unschedulable']);
  });

  it('or is well', () => {
    expect(symptoms({ status: { ready: true, state: { running: { startedAt: ago(300) } } } })).toEqual([]);
  });
});
