import type { Fields } from '../../model/fields.ts';
import type { FlowEnd } from './flow.ts';

/** Reads a `flow.Endpoint`; `node` is the name of the node that saw the flow. */
export function hubbleEnd(fields: Fields | undefined, node: string): FlowEnd {
  if (fields === undefined) return {};
  const written = fields.texts('labels');
  const labels = podLabels(written);
  const namespace = nonEmpty(fields.text('namespace')) ?? namespaceOf(written);
  const pod = nonEmpty(fields.text('pod_name'));
  const [workload] = fields.objects('workloads');
  return {
    ...(namespace !== undefined && { namespace }),
    ...(pod !== undefined && { pod }),
    ...(labels.size > 0 && { labels }),
    ...(workload !== undefined && {
      workload: { kind: workload.text('kind') ?? '', name: workload.text('name') ?? '' },
    }),
    ...nodeOf(written, node),
  };
}

/** Cilium's own endpoint on each node, which answers to health checks. */
export function isHealthCheck(fields: Fields | undefined): boolean {
  return fields?.texts('labels').includes('reserved:health') ?? false;
}

const source = 'k8s:';
const namespaceLabel = 'k8s:io.kubernetes.pod.namespace=';
/** What Cilium adds to the labels of a pod. */
const added = ['io.cilium.k8s.', 'io.kubernetes.pod.namespace'];

function podLabels(written: readonly string[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const text of written) {
    if (!text.startsWith(source)) continue;
    const equals = text.indexOf('=');
    const key = text.slice(source.length, equals < 0 ? undefined : equals);
    if (added.some((prefix) => key.startsWith(prefix))) continue;
    labels.set(key, equals < 0 ? '' : text.slice(equals + 1));
  }
  return labels;
}

function namespaceOf(written: readonly string[]): string | undefined {
  return written.find((text) => text.startsWith(namespaceLabel))?.slice(namespaceLabel.length);
}

/** `host` is the node that saw the flow, with whatever address; the others are told by their address. */
function nodeOf(written: readonly string[], node: string): Pick<FlowEnd, 'node'> {
  if (written.includes('reserved:host')) return { node };
  return written.includes('reserved:remote-node') ? { node: '' } : {};
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
