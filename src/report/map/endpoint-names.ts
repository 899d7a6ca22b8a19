import { type AddressRange, addressCount, formatRange } from '../../model/address.ts';
import { compare } from '../../model/compare.ts';
import { formatSelector } from '../../model/labels.ts';
import { formatWorkload } from '../../model/workload.ts';
import type { MapEndpoint } from '../../policy/index.ts';

/**
 * What each end of a map is called: no name twice, and in the form that a command line takes where there is one, such as
 * `shop/web`, `node/worker-1` or `10.0.0.0/8`. Where two workloads share a name it tells their kinds: `shop/job/web`.
 */
export function endpointNames(endpoints: readonly MapEndpoint[]): readonly string[] {
  const shortNames = endpoints.map(nameOf);
  const uses = new Map<string, number>();
  for (const name of shortNames) uses.set(name, (uses.get(name) ?? 0) + 1);
  const names = endpoints.map((endpoint, index) => {
    const name = shortNames[index] ?? '';
    return endpoint.kind === 'workload' && uses.get(name) !== 1 ? nameWithKind(endpoint.workload) : name;
  });
  return numbered(names);
}

/** The namespace whose pods an end stands for; undefined for what is not a pod of the cluster. */
export function namespaceOf(endpoint: MapEndpoint): string | undefined {
  switch (endpoint.kind) {
    case 'workload':
      return endpoint.workload.namespace;
    case 'pod':
      return endpoint.namespace;
    case 'node':
    case 'range':
    case 'domain':
    case 'potential':
    case 'way-in':
      return undefined;
  }
}

function nameOf(endpoint: MapEndpoint): string {
  switch (endpoint.kind) {
    case 'workload':
      return formatWorkload(endpoint.workload);
    case 'pod':
      return `${endpoint.namespace}/${endpoint.name}`;
    case 'node':
      return `node/${endpoint.name}`;
    case 'range':
      return rangesName(endpoint.ranges);
    case 'domain':
      return endpoint.name;
    case 'potential':
      return potentialName(formatSelector(endpoint.pods), formatSelector(endpoint.namespaces));
    case 'way-in':
      return nameWithKind(endpoint.object);
  }
}

function nameWithKind({ kind, namespace, name }: { kind: string; namespace: string; name: string }): string {
  return [namespace, kind.toLowerCase(), name].filter((part) => part !== '').join('/');
}

function potentialName(pods: string, namespaces: string): string {
  const which = pods === '' ? 'any new pod' : `new pods ${pods}`;
  return namespaces === '' ? which : `${which} in namespaces ${namespaces}`;
}

function rangesName(ranges: readonly AddressRange[]): string {
  const texts = ranges.map(formatRange);
  if (!texts.every((text) => text.endsWith('/0'))) return allBut(ranges) ?? texts.join(', ');
  return texts.includes('0.0.0.0/0') ? 'everything outside' : 'everything outside by IPv6';
}

/** Of nearly all addresses of one family it is told shorter which are not among them. Undefined where that is not so. */
function allBut(ranges: readonly AddressRange[]): string | undefined {
  const [first] = ranges;
  if (first === undefined || ranges.some(({ family }) => family !== first.family)) return undefined;
  const end = addressCount(first.family);
  const gaps: AddressRange[] = [];
  let from = 0n;
  for (const range of ranges.toSorted((a, b) => compare(a.start, b.start))) {
    if (range.start > from) gaps.push({ ...range, start: from, end: range.start });
    from = range.end;
  }
  if (from < end) gaps.push({ ...first, start: from, end });
  const missing = gaps.reduce((sum, gap) => sum + gap.end - gap.start, 0n);
  if (gaps.length > ranges.length || missing * 4n > end) return undefined;
  const everything = first.family === 4 ? 'everything outside' : 'everything outside by IPv6';
  return `${everything} (but not ${gaps.map(formatRange).join(' and ')})`;
}

/** Adds a number to a name that is taken, as hostile input can make it. */
function numbered(names: readonly string[]): readonly string[] {
  const taken = new Set(names);
  const uses = new Map<string, number>();
  return names.map((name) => {
    let number = (uses.get(name) ?? 0) + 1;
    while (number > 1 && taken.has(`${name} #${number}`)) number++;
    uses.set(name, number);
    return number === 1 ? name : `${name} #${number}`;
  });
}
