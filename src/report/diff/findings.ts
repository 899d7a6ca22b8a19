import type { ConnectionChange, ConnectivityDiff, Endpoint } from '../../policy/index.ts';
import { placeOf } from '../documents/common.ts';
import type { CodeDescriptions, Finding, RelatedPlace } from '../findings/finding.ts';
import type { DecidingRule } from './deciding-rules.ts';
import { type DescribedChange, describedChanges, nameDecidingRule } from './described-change.ts';
import { listed } from './names.ts';

/** What the codes of findings of a diff mean. */
export const changeCodes: CodeDescriptions = new Map([
  ['connection-opened', 'Connections are let through that were denied before the change.'],
  ['connection-closed', 'Connections are denied that were let through before the change.'],
  [
    'connection-unsure',
    'It depends on the dataplane whether connections are let through, before the change or after it.',
  ],
]);

/**
 * The changes as findings, at the rule that decides after the change, or else before it; those that `isGated` names are
 * errors, the others notes. A change without a place in a file is left out.
 */
export function changeFindings(
  diff: ConnectivityDiff,
  isGated: (change: ConnectionChange) => boolean,
): readonly Finding[] {
  return describedChanges(diff).flatMap((described): readonly Finding[] => {
    const { change, after, before } = described;
    const places = [...after.rules, ...before.rules];
    const place = places[0] ?? objectPlace(change);
    if (place === undefined) return [];
    return [
      {
        code: `connection-${change.change}`,
        severity: isGated(change) ? 'error' : 'note',
        message: messageOf(described),
        file: place.file,
        line: place.line,
        ...(places.length > 1 && { related: places.slice(1).map(relatedPlace) }),
      },
    ];
  });
}

function messageOf({ change, from, to, ports, witness }: DescribedChange): string {
  const about = `${listed(from, 5)} → ${listed(to, 5)}: ${ports} ${change.change}, ${change.before} → ${change.after}`;
  return witness === undefined ? about : `${about}\nsuch as ${witness}`;
}

/** Where no policy decides on either side, the end whose labels or address did. */
function objectPlace({ witness }: ConnectionChange): { readonly file: string; readonly line: number } | undefined {
  if (witness === undefined) return undefined;
  const source = sourceOf(witness.to) ?? sourceOf(witness.from);
  return source && placeOf(source, ['metadata', 'name']);
}

function sourceOf(endpoint: Endpoint) {
  return endpoint.kind === 'pod' ? endpoint.pod.source : undefined;
}

function relatedPlace(rule: DecidingRule): RelatedPlace {
  return { file: rule.file, line: rule.line, message: nameDecidingRule(rule) };
}
