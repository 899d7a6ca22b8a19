import { describe, expect, it } from 'vitest';
import { decodeContainer } from '../../model/container.ts';
import { decodeEvent } from '../../model/event.ts';
import { Fields } from '../../model/fields.ts';
import type { JsonObject, Manifest } from '../../model/manifest.ts';
import { decodeMetadata } from '../../model/metadata.ts';
import { readPodEvents } from './pod-events.ts';

function events(...values: readonly JsonObject[]) {
  const source = { file: { path: 'events.json', text: '' }, document: 0, start: 0, end: 0 };
  return values.map((value) => {
    const manifest: Manifest = { value: { metadata: { name: 'e' }, ...value }, source };
    return decodeEvent(new Fields(manifest.value), decodeMetadata(manifest, 'shop'));
  });
}

/** A container with a liveness and a startup probe. */
function container(name: string, probes: JsonObject = { livenessProbe: {}, startupProbe: {} }) {
  return decodeContainer(new Fields({ name, ...probes }), false);
}

describe('the events of a pod', () => {
  it('tell which probe fails, how often and why', () => {
    const message =
      'Liveness probe failed: Get "http://10.244.0.183:8000/": dial tcp 10.244.0.183:8000: connect: connection refused';
    const { probeFailures } = readPodEvents(events({ reason: 'Unhealthy', message, count: 10 }), container('frontend'));
    expect(probeFailures).toEqual([
      {
        probe: 'liveness',
        count: 10,
        message: 'Get "http://10.244.0.183:8000/": dial tcp 10.244.0.183:8000: connect: connection refused',
      },
    ]);
  });

  it('tell which container the kubelet ended for its probe', () => {
    const killing = events({
      reason: 'Killing',
      message: 'Container frontend failed liveness probe, will be restarted',
    });
    expect(readPodEvents(killing, container('frontend')).killedBy).toBe('liveness');
    expect(readPodEvents(killing, container('sidecar')).killedBy).toBeUndefined();
    expect(readPodEvents(killing, container('front')).killedBy).toBeUndefined();
  });

  it('count a failed probe for the containers that have one, since they do not name it', () => {
    const unhealthy = events({
      reason: 'Unhealthy',
      message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
    });
    expect(readPodEvents(unhealthy, container('web')).probeFailures).toEqual([]);
    expect(readPodEvents(unhealthy, container('web', { readinessProbe: {} })).probeFailures).toHaveLength(1);
  });

  it('are no probe failure when a rollout ends a container', () => {
    expect(
      readPodEvents(events({ reason: 'Killing', message: 'Stopping container frontend' }), container('frontend')),
    ).toEqual({
      probeFailures: [],
      startFailures: [],
    });
  });

  it('of events.k8s.io say the same in other fields', () => {
    const [event] = events({
      reason: 'Unhealthy',
      note: 'Startup probe failed: timeout',
      deprecatedCount: 3,
      regarding: { kind: 'Pod', namespace: 'shop', name: 'web' },
    });
    expect(event?.about).toEqual({ kind: 'Pod', namespace: 'shop', name: 'web' });
    expect(readPodEvents(event === undefined ? [] : [event], container('web')).probeFailures).toEqual([
      { probe: 'startup', count: 3, message: 'timeout' },
    ]);
  });
});
