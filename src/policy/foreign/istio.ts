import type { Fields } from '../../model/fields.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { Pod } from '../../model/pod.ts';
import { specOf } from './effect.ts';
import { type ForeignEffect, isInScope } from './foreign-policy.ts';

/** Its policies are those of all namespaces; another name can be set as the mesh's `rootNamespace`. */
const rootNamespace = 'istio-system';

/**
 * security.istio.io AuthorizationPolicy (istio/api `security/v1beta1/authorization_policy.proto`). The proxy of the server
 * applies it to what has passed the NetworkPolicies.
 */
export function decodeAuthorizationPolicy(fields: Fields, metadata: Metadata): ForeignEffect {
  const spec = specOf(fields);
  const isInert = spec.text('action') === 'AUDIT' || metadata.annotations.get('istio.io/dry-run') === 'true';
  const target = spec.object('targetRef');
  const targets = [...(target === undefined ? [] : [target]), ...spec.objects('targetRefs')].map((t) => t.text('kind'));
  // What lies behind a ServiceEntry is reached through a waypoint: the client feels it.
  const directions = targets.includes('ServiceEntry') ? (['ingress', 'egress'] as const) : (['ingress'] as const);
  // A waypoint serves pods of other namespaces too.
  const isOfWaypoint = targets.some((kind) => kind !== 'Service');
  const selectsLabels = decodeLabels(spec.object('selector'), 'matchLabels');
  return {
    directions: isInert ? [] : directions,
    mayAllow: false,
    mayDeny: true,
    selects: (pod) => isOfWaypoint || (reaches(metadata, pod) && selectsLabels(pod)),
  };
}

/**
 * security.istio.io PeerAuthentication (istio/api `security/v1beta1/peer_authentication.proto`): STRICT stops clients outside
 * the mesh.
 */
export function decodePeerAuthentication(fields: Fields, metadata: Metadata): ForeignEffect {
  const spec = specOf(fields);
  const ports = spec.object('portLevelMtls');
  const modes = [spec.object('mtls'), ...(ports?.keys().map((port) => ports.object(port)) ?? [])];
  const isStrict = modes.some((mode) => mode?.text('mode') === 'STRICT');
  const selectsLabels = decodeLabels(spec.object('selector'), 'matchLabels');
  return {
    directions: isStrict ? ['ingress'] : [],
    mayAllow: false,
    mayDeny: true,
    selects: (pod) => reaches(metadata, pod) && selectsLabels(pod),
  };
}

/** networking.istio.io Sidecar (istio/api `networking/v1/sidecar.proto`): the hosts that a proxy knows and may leave for. */
export function decodeSidecar(fields: Fields, metadata: Metadata): ForeignEffect {
  const spec = specOf(fields);
  const isRegistryOnly = spec.object('outboundTrafficPolicy')?.text('mode') === 'REGISTRY_ONLY';
  const selectsLabels = decodeLabels(spec.object('workloadSelector'), 'labels');
  return {
    // Without a mode the mesh's own decides, which may be REGISTRY_ONLY.
    directions: isRegistryOnly || spec.objects('egress').length > 0 ? ['egress'] : [],
    mayAllow: false,
    mayDeny: true,
    selects: (pod) => reaches(metadata, pod) && selectsLabels(pod),
  };
}

function reaches(metadata: Metadata, pod: Pod): boolean {
  return metadata.namespace === rootNamespace || isInScope(metadata, pod);
}

/** Istio's selectors have exact labels only. */
function decodeLabels(selector: Fields | undefined, key: string): (pod: Pod) => boolean {
  const labels = [...(selector?.textMap(key) ?? [])];
  return (pod) => labels.every(([name, value]) => pod.labels.get(name) === value);
}
