import type { Container, ProbeKind } from '../../model/container.ts';
import type { Event } from '../../model/event.ts';

/** A probe of a container that failed, by an event of the kubelet. */
export interface ProbeFailure {
  readonly probe: ProbeKind;
  /** Why, in the kubelet's words: `Get "http://10.0.0.1:8080/": … connection refused`. */
  readonly message: string;
  /** How often. */
  readonly count: number;
}

/** What the events of a pod say about one of its containers. */
export interface PodEvents {
  readonly probeFailures: readonly ProbeFailure[];
  /** The probe for which the kubelet ended the container. */
  readonly killedBy?: ProbeKind;
  /** Warnings that say why a container could not be started, newest last. */
  readonly startFailures: readonly Event[];
}

const startFailureReasons = new Set([
  'Failed',
  'FailedMount',
  'FailedAttachVolume',
  'FailedCreatePodSandBox',
  'FailedScheduling',
  'FailedPostStartHook',
  'ErrImageNeverPull',
  'InspectFailed',
  'NetworkNotReady',
]);

/**
 * Reads the kubelet's wording (pkg/kubelet: `Container %s failed liveness probe, will be restarted`,
 * `Liveness probe failed: …`). An Unhealthy event does not name its container: it counts for all that have such a probe.
 */
export function readPodEvents(events: readonly Event[], { name, probes }: Container): PodEvents {
  const probeFailures = events
    .filter((event) => event.reason === 'Unhealthy')
    .flatMap((event) => probeFailureOf(event) ?? [])
    .filter((failure) => probes.some((probe) => probe.kind === failure.probe));
  const killedBy = events.findLast((event) => killedContainer(event)?.name === name);
  const probe = killedBy === undefined ? undefined : killedContainer(killedBy)?.probe;
  return {
    probeFailures,
    ...(probe !== undefined && { killedBy: probe }),
    startFailures: events.filter((event) => event.type === 'Warning' && startFailureReasons.has(event.reason)),
  };
}

function killedContainer({ reason, message }: Event): { readonly name: string; readonly probe: ProbeKind } | undefined {
  const match = reason === 'Killing' ? /^Container (\S+) failed (liveness|startup) probe/.exec(message) : null;
  const probe = match?.[2];
  if (match?.[1] === undefined || (probe !== 'liveness' && probe !== 'startup')) return undefined;
  return { name: match[1], probe };
}

function probeFailureOf({ message, count }: Event): ProbeFailure | undefined {
  const probe = /^(Liveness|Readiness|Startup) probe (?:failed|errored)/.exec(message)?.[1]?.toLowerCase();
  if (probe !== 'liveness' && probe !== 'readiness' && probe !== 'startup') return undefined;
  return { probe, message: message.slice(message.indexOf(':') + 1).trim(), count };
}
