import { Fields } from './fields.ts';
import type { Metadata, ObjectRef } from './metadata.ts';

/** An Event, from core/v1 or events.k8s.io/v1, which name the same things differently. */
export interface Event extends Metadata {
  readonly about: ObjectRef;
  /** `Normal` or `Warning`. */
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  /** How often it happened. */
  readonly count: number;
  /** The latest time that it tells, RFC 3339. */
  readonly lastSeen?: string;
}

export function decodeEvent(fields: Fields, metadata: Metadata): Event {
  const about = fields.object('involvedObject') ?? fields.object('regarding') ?? new Fields({});
  const series = fields.object('series');
  const lastSeen =
    series?.text('lastObservedTime') ??
    fields.text('lastTimestamp') ??
    fields.text('deprecatedLastTimestamp') ??
    fields.text('eventTime');
  return {
    ...metadata,
    about: {
      kind: about.text('kind') ?? '',
      namespace: about.text('namespace') ?? '',
      name: about.text('name') ?? '',
    },
    type: fields.text('type') ?? '',
    reason: fields.text('reason') ?? '',
    message: fields.text('message') ?? fields.text('note') ?? '',
    count: series?.number('count') ?? fields.number('count') ?? fields.number('deprecatedCount') ?? 1,
    ...(lastSeen !== undefined && { lastSeen }),
  };
}
