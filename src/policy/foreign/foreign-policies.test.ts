import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fields } from '../../model/fields.ts';
import type { JsonObject, Manifest } from '../../model/manifest.ts';
import { decodeMetadata } from '../../model/metadata.ts';
import { decodeNamespace, type Namespace, unknownNamespace } from '../../model/namespace.ts';
import { decodePod, type Pod } from '../../model/pod.ts';
import { foreignKinds } from './foreign-kinds.ts';
import { decodeForeignPolicy, isForeignPolicy } from './foreign-policies.ts';
import type { ForeignPolicy } from './foreign-policy.ts';

const source = { file: { path: 'policies.yaml', text: '' }, document: 0, start: 0, end: 0 };
const manifestOf = (value: JsonObject): Manifest => ({ value, source });

const shop = decodeNamespace(decodeMetadata(manifestOf({ metadata: { name: 'shop', labels: { team: 'sales' } } }), ''));

function podIn(namespace: string, labels: Record<string, string> = {}, spec: JsonObject = {}): Pod {
  const manifest = manifestOf({ metadata: { name: 'web-0', namespace, labels }, spec });
  return decodePod(new Fields(manifest.value), decodeMetadata(manifest, 'default'));
}

const web = podIn('shop', { app: 'web', constructor: 'x' });
const hostWeb = podIn('shop', { app: 'web' }, { hostNetwork: true, nodeName: 'node-1' });

/** `KIND.GROUP/VERSION`, in the namespace `shop`. */
function policy(type: string, spec: JsonObject, metadata: JsonObject = {}): ForeignPolicy {
  const dot = type.indexOf('.');
  const [kind, apiVersion] = [type.slice(0, dot), type.slice(dot + 1)];
  expect(isForeignPolicy(apiVersion, kind)).toBe(true);
  return decodeForeignPolicy(manifestOf({ apiVersion, kind, metadata: { name: 'p', ...metadata }, spec }), 'shop');
}

function namespaceOf(pod: Pod): Namespace {
  return pod.namespace === 'shop' ? shop : unknownNamespace(pod.namespace);
}

function selects(foreign: ForeignPolicy, pod: Pod): boolean {
  return foreign.selects(pod, namespaceOf(pod));
}

describe('a kind', () => {
  test.each([
    ['cilium.io/v2', 'CiliumNetworkPolicy'],
    ['cilium.io/v3beta1', 'CiliumClusterwideNetworkPolicy'],
    ['projectcalico.org/v3', 'NetworkPolicy'],
    ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy'],
    ['crd.antrea.io/v1alpha1', 'NetworkPolicy'],
    ['crd.antrea.io/v1beta1', 'ClusterNetworkPolicy'],
    ['networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy'],
    ['security.istio.io/v1', 'AuthorizationPolicy'],
    ['policy.linkerd.io/v1alpha1', 'AuthorizationPolicy'],
  ])('is recognised by its group, in any version: %s %s', (apiVersion, kind) => {
    expect(isForeignPolicy(apiVersion, kind)).toBe(true);
  });

  test.each([
    ['networking.k8s.io/v1', 'NetworkPolicy'],
    ['v1', 'NetworkPolicy'],
    ['', ''],
    ['cilium.io', 'CiliumNetworkPolicy'],
    ['projectcalico.org/v3', 'StagedNetworkPolicy'],
    ['projectcalico.org/v3', 'StagedGlobalNetworkPolicy'],
    ['projectcalico.org/v3', 'StagedKubernetesNetworkPolicy'],
    ['cilium.io/v2', 'CiliumEndpoint'],
    ['example.com/v1', 'constructor'],
    ['constructor/v1', 'constructor'],
  ])('that decides nothing, or is the engine’s own, is not: %s %s', (apiVersion, kind) => {
    expect(isForeignPolicy(apiVersion, kind)).toBe(false);
  });
});

describe('a policy that cannot be read', () => {
  const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonObject>;
  const row = fc.constantFrom(...foreignKinds).chain((kinds) =>
    fc.record({
      kinds: fc.constant(kinds),
      apiVersion: fc.constantFrom(...kinds.groups).map((group) => `${group}/v1`),
      kind: fc.constantFrom(...kinds.kinds),
    }),
  );
  const field = fc.constantFrom(
    ...['endpointSelector', 'nodeSelector', 'selector', 'namespaceSelector', 'podSelector', 'subject', 'appliedTo'],
    ...[
      'ingress',
      'egress',
      'ingressDeny',
      'enableDefaultDeny',
      'types',
      'policyTypes',
      'action',
      'tier',
      'targetRefs',
    ],
    ...['mtls', 'portLevelMtls', 'node', 'profiles', 'matchLabels', 'pods', 'mode', '__proto__'],
  );
  const spec = fc.dictionary(field, fc.oneof(json, fc.dictionary(field, fc.oneof(json, fc.array(json)))));

  test('does not throw, and never does more than its kind can', () => {
    fc.assert(
      fc.property(row, fc.oneof(json, spec), json, ({ kinds, apiVersion, kind }, body, metadata) => {
        const value = { apiVersion, kind, metadata, spec: body } as JsonObject;
        const foreign = decodeForeignPolicy(manifestOf(value), 'shop');
        expect(kinds.directions).toEqual(expect.arrayContaining([...foreign.directions]));
        expect(kinds.mayAllow || !foreign.mayAllow).toBe(true);
        expect(kinds.mayDeny || !foreign.mayDeny).toBe(true);
        expect(typeof selects(foreign, web)).toBe('boolean');
        expect(typeof selects(foreign, hostWeb)).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (value) => void decodeForeignPolicy(manifestOf(value), 'shop')),
    );
  });

  test('selects all that it could, and may do all that it could', () => {
    const foreign = policy('CiliumNetworkPolicy.cilium.io/v2', { endpointSelector: 'app=web' });
    expect(foreign).toMatchObject({ directions: ['ingress', 'egress'], mayAllow: true, mayDeny: true });
    expect(selects(foreign, web)).toBe(true);
    expect(selects(foreign, podIn('other'))).toBe(false);
  });

  test('is of any namespace where its own is unreadable, and of the default one where it is empty', () => {
    const spec = { endpointSelector: {}, ingress: [{}] };
    const unreadable = policy('CiliumNetworkPolicy.cilium.io/v2', spec, { namespace: 5 });
    expect(selects(unreadable, podIn('other'))).toBe(true);
    expect(policy('CiliumNetworkPolicy.cilium.io/v2', spec, { namespace: '' }).namespace).toBe('shop');
    expect(policy('CiliumNetworkPolicy.cilium.io/v2', spec, { labels: 5, namespace: 'x' }).namespace).toBe('x');
  });
});

describe('a Cilium policy', () => {
  const select = (endpointSelector: JsonObject, kind = 'CiliumNetworkPolicy') =>
    policy(`${kind}.cilium.io/v2`, { endpointSelector, ingress: [{}] });

  test.each([
    [{ app: 'web' }, true],
    [{ 'k8s:app': 'web' }, true],
    [{ 'any:app': 'web' }, true],
    [{ app: 'db' }, false],
    [{ 'k8s:io.kubernetes.pod.namespace': 'shop' }, true],
    [{ 'io.kubernetes.pod.namespace': 'other' }, false],
    [{ 'io.cilium.k8s.namespace.labels.team': 'sales' }, true],
    [{ 'k8s:io.cilium.k8s.namespace.labels.team': 'ops' }, false],
    [{ 'io.cilium.k8s.policy.serviceaccount': 'anyone' }, true],
    [{ 'pod-template-hash': '12345' }, true],
    [{ 'reserved:ingress': '' }, false],
    [{ 'reserved:all': '' }, true],
    [{ 'container:app': 'db' }, true],
    [{ constructor: 'x' }, true],
    [{ toString: 'x' }, false],
  ])('clusterwide selects by endpoint labels: %j', (matchLabels, expected) => {
    expect(selects(select({ matchLabels }, 'CiliumClusterwideNetworkPolicy'), web)).toBe(expected);
  });

  test('selects pods of its own namespace only, whatever its selector says', () => {
    const anywhere = select({ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'other' } });
    expect(selects(anywhere, web)).toBe(true);
    expect(selects(anywhere, podIn('other'))).toBe(false);
  });

  test('may select by the labels of a namespace that are unknown', () => {
    const bySales = select(
      { matchLabels: { 'k8s:io.cilium.k8s.namespace.labels.team': 'sales' } },
      'CiliumClusterwideNetworkPolicy',
    );
    expect(selects(bySales, podIn('other'))).toBe(true);
  });

  test('of nodes decides about pods of the node network, and about no others', () => {
    const host = policy('CiliumClusterwideNetworkPolicy.cilium.io/v2', { nodeSelector: {}, ingress: [{}] });
    expect([web, hostWeb].map((pod) => selects(host, pod))).toEqual([false, true]);
    expect([web, hostWeb].map((pod) => selects(select({}), pod))).toEqual([true, false]);
  });

  test.each([
    [{ ingress: [{}] }, ['ingress'], true, true],
    [{ egress: [] }, ['egress'], true, true],
    [{ egressDeny: [{}] }, ['egress'], false, true],
    [{ egress: [{}], enableDefaultDeny: { egress: false } }, ['egress'], true, false],
    [{ ingressDeny: [{}], enableDefaultDeny: { ingress: false } }, ['ingress'], false, true],
    [{ enableDefaultDeny: { ingress: true } }, ['ingress'], false, true],
    [{}, [], false, false],
  ])('isolates a direction that it has a section for: %j', (rule, directions, mayAllow, mayDeny) => {
    const foreign = policy('CiliumNetworkPolicy.cilium.io/v2', { endpointSelector: {}, ...rule });
    expect(foreign).toMatchObject({ directions, mayAllow, mayDeny });
  });

  test('may have a list of rules', () => {
    const value = {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'p' },
      specs: [
        { endpointSelector: { matchLabels: { app: 'db' } }, ingress: [{}] },
        { endpointSelector: { matchLabels: { app: 'web' } }, egress: [{}] },
      ],
    };
    const foreign = decodeForeignPolicy(manifestOf(value), 'shop');
    expect(foreign.directions).toEqual(['ingress', 'egress']);
    expect([web, podIn('shop', { app: 'other' })].map((pod) => selects(foreign, pod))).toEqual([true, false]);
  });
});

describe('a Calico policy', () => {
  const local = 'NetworkPolicy.projectcalico.org/v3';
  const global = 'GlobalNetworkPolicy.crd.projectcalico.org/v1';

  test.each([
    ["app == 'web'", true],
    ["app == 'db'", false],
    ["projectcalico.org/namespace == 'shop'", true],
    ["projectcalico.org/orchestrator != 'k8s'", false],
    ["pcns.team == 'sales'", true],
    ["pcns.team == 'ops'", false],
    ["projectcalico.org/serviceaccount == 'x' && app == 'db'", false],
    ["!(projectcalico.org/serviceaccount == 'x')", true],
    ["app == 'db", true],
    [`${'('.repeat(10_000)}app == 'db'${')'.repeat(10_000)}`, true],
    ['', true],
  ])('selects by its expression: %.60s', (selector, expected) => {
    expect(selects(policy(global, { selector }), web)).toBe(expected);
    expect(selects(policy(local, { selector }), web)).toBe(expected);
    expect(selects(policy(local, { selector }), podIn('other', { app: 'web' }))).toBe(false);
  });

  test('that is global selects namespaces too', () => {
    const sales = policy(global, { namespaceSelector: "team == 'sales'" });
    const ops = policy(global, { namespaceSelector: "team == 'ops'" });
    const named = policy(global, { namespaceSelector: "projectcalico.org/name == 'shop'" });
    expect([sales, ops, named].map((foreign) => selects(foreign, web))).toEqual([true, false, true]);
    expect([sales, ops, named].map((foreign) => selects(foreign, podIn('other')))).toEqual([true, true, false]);
  });

  test('that is global may meet a pod of the node network through a host endpoint', () => {
    expect(selects(policy(global, { selector: "role == 'node'" }), hostWeb)).toBe(true);
    expect(selects(policy(global, { selector: 'has(projectcalico.org/namespace)' }), hostWeb)).toBe(false);
    expect(selects(policy(local, {}), hostWeb)).toBe(false);
    expect(selects(policy(global, { selector: "role == 'node'" }), web)).toBe(false);
    expect(selects(policy(global, { selector: "role == 'node'", applyOnForward: true }), web)).toBe(true);
  });

  test.each([
    [{}, ['ingress'], false],
    [{ egress: [{ action: 'Deny' }] }, ['egress'], false],
    [{ egress: [{ action: 'Pass' }], ingress: [{ action: 'Allow' }] }, ['ingress', 'egress'], true],
    [{ types: ['Egress'], ingress: [{ action: 'Log' }] }, ['egress'], false],
  ])('isolates by its types, or by the rules that it has: %j', (spec, directions, mayAllow) => {
    expect(policy(local, spec)).toMatchObject({ directions, mayAllow, mayDeny: true });
  });

  test('host endpoint stops the traffic of its node, unless a profile lets it through', () => {
    const type = 'HostEndpoint.projectcalico.org/v3';
    const closed = policy(type, { node: 'node-1' });
    expect([web, hostWeb].map((pod) => selects(closed, pod))).toEqual([false, true]);
    expect(selects(policy(type, { node: 'node-2' }), hostWeb)).toBe(false);
    expect(policy(type, { profiles: ['projectcalico-default-allow'] }).directions).toEqual([]);
  });
});

describe('an Antrea policy', () => {
  const cluster = 'ClusterNetworkPolicy.crd.antrea.io/v1beta1';
  const rule = { action: 'Drop' };

  test.each([
    [{ podSelector: { matchLabels: { app: 'web' } } }, true, false],
    [{ podSelector: { matchLabels: { app: 'db' } } }, false, false],
    [{ namespaceSelector: { matchLabels: { team: 'ops' } } }, false, false],
    [{ podSelector: {}, namespaceSelector: { matchLabels: { team: 'sales' } } }, true, false],
    [{ group: 'web' }, true, false],
    [{ serviceAccount: { name: 'x', namespace: 'shop' } }, true, false],
    [{ serviceAccount: { name: 'x', namespace: 'other' } }, false, false],
    [{ service: { name: 'web', namespace: 'shop' } }, true, true],
    [{ nodeSelector: {} }, false, true],
    [{ externalEntitySelector: {} }, false, false],
  ])('is applied to pods: %j', (appliedTo, toPod, toHostPod) => {
    for (const spec of [
      { appliedTo: [appliedTo], ingress: [rule] },
      { ingress: [{ ...rule, appliedTo: [appliedTo] }] },
    ]) {
      expect([web, hostWeb].map((pod) => selects(policy(cluster, spec), pod))).toEqual([toPod, toHostPod]);
    }
  });

  test.each([
    [{ ingress: [{ action: 'Drop' }] }, ['ingress'], false, true],
    [{ egress: [{ action: 'Allow' }] }, ['egress'], true, false],
    [{ egress: [{ action: 'Allow', l7Protocols: [{ http: {} }] }] }, ['egress'], true, true],
    [{ egress: [{ action: 'Pass' }, { action: 'Reject' }] }, ['egress'], false, true],
    [{ tier: 'baseline', ingress: [{ action: 'Allow' }, { action: 'Drop' }] }, ['ingress'], false, true],
    [{ ingress: [{}] }, ['ingress'], true, false],
  ])('does what its actions say: %j', (spec, directions, mayAllow, mayDeny) => {
    expect(policy('NetworkPolicy.crd.antrea.io/v1alpha1', spec)).toMatchObject({ directions, mayAllow, mayDeny });
  });
});

describe("Amazon's cluster policy", () => {
  const type = 'ClusterNetworkPolicy.networking.k8s.aws/v1alpha1';

  test('selects its subject, but no pods of the node network', () => {
    const subjects: readonly JsonObject[] = [
      { namespaces: {} },
      { namespaces: { matchLabels: { team: 'ops' } } },
      { pods: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }, podSelector: {} } },
      { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'db' } } } },
    ];
    const policies = subjects.map((subject) => policy(type, { subject, ingress: [{ action: 'Deny' }] }));
    expect(policies.map((foreign) => selects(foreign, web))).toEqual([true, false, true, false]);
    expect(policies.map((foreign) => selects(foreign, hostWeb))).toEqual([false, false, false, false]);
  });

  test('of the admin tier comes before NetworkPolicies, of the baseline after', () => {
    const rules = (accept: string) => ({ subject: {}, ingress: [{ action: accept }], egress: [{ action: 'Deny' }] });
    const both = { directions: ['ingress', 'egress'], mayDeny: true };
    expect(policy(type, { tier: 'Admin', ...rules('Accept') })).toMatchObject({ ...both, mayAllow: true });
    expect(policy(type, { tier: 'Baseline', ...rules('Accept') })).toMatchObject({ ...both, mayAllow: false });
    expect(policy(type, { tier: 'Admin', subject: {}, ingress: [{ action: 'Pass' }] })).toMatchObject({
      directions: ['ingress'],
      mayAllow: false,
      mayDeny: false,
    });
  });
});

describe('an Istio policy', () => {
  const authorization = 'AuthorizationPolicy.security.istio.io/v1';
  const ofWeb = { selector: { matchLabels: { app: 'web' } } };

  test('denies at the server what NetworkPolicies let in', () => {
    expect(policy(authorization, {})).toMatchObject({ directions: ['ingress'], mayAllow: false, mayDeny: true });
    expect(policy(authorization, { action: 'AUDIT' }).directions).toEqual([]);
    expect(policy(authorization, {}, { annotations: { 'istio.io/dry-run': 'true' } }).directions).toEqual([]);
  });

  test('selects in its namespace, from the root namespace everywhere, through a waypoint anything', () => {
    const other = podIn('other', { app: 'web' });
    const pods = [web, podIn('shop', { app: 'db' }), other];
    const selected = (spec: JsonObject, namespace = 'shop') =>
      pods.map((pod) => selects(policy(authorization, spec, { namespace }), pod));
    expect(selected({})).toEqual([true, true, false]);
    expect(selected(ofWeb)).toEqual([true, false, false]);
    expect(selected(ofWeb, 'istio-system')).toEqual([true, false, true]);
    expect(selected({ targetRefs: [{ kind: 'Service', name: 'db' }] })).toEqual([true, true, false]);
    expect(selected({ targetRefs: [{ kind: 'Gateway', name: 'waypoint' }] })).toEqual([true, true, true]);
    expect(policy(authorization, { targetRefs: [{ kind: 'ServiceEntry', name: 'x' }] }).directions).toContain('egress');
  });

  test('of peers stops plain text where it is strict', () => {
    const type = 'PeerAuthentication.security.istio.io/v1beta1';
    expect(policy(type, { mtls: { mode: 'STRICT' } }).directions).toEqual(['ingress']);
    expect(policy(type, { mtls: { mode: 'PERMISSIVE' } }).directions).toEqual([]);
    expect(policy(type, { ...ofWeb, portLevelMtls: { 8080: { mode: 'STRICT' } } }).directions).toEqual(['ingress']);
  });

  test('of a sidecar may keep its pod from hosts it does not list', () => {
    const type = 'Sidecar.networking.istio.io/v1';
    expect(policy(type, { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }).directions).toEqual(['egress']);
    expect(policy(type, { workloadSelector: { labels: { app: 'db' } } }).directions).toEqual([]);
    const ofDatabase = policy(type, { workloadSelector: { labels: { app: 'db' } }, egress: [{ hosts: ['./*'] }] });
    expect(selects(ofDatabase, web)).toBe(false);
  });
});

describe('another policy', () => {
  test('of Amazon isolates as a NetworkPolicy does', () => {
    const type = 'ApplicationNetworkPolicy.networking.k8s.aws/v1alpha1';
    const ofWeb = { podSelector: { matchLabels: { app: 'web' } } };
    expect(policy(type, ofWeb)).toMatchObject({ directions: ['ingress'], mayAllow: true, mayDeny: true });
    expect(policy(type, { ...ofWeb, policyTypes: ['Egress'] }).directions).toEqual(['egress']);
    expect(policy(type, { ...ofWeb, egress: [{}] }).directions).toEqual(['ingress', 'egress']);
    expect(selects(policy(type, ofWeb), podIn('shop', { app: 'db' }))).toBe(false);
    expect(selects(policy('SecurityGroupPolicy.vpcresources.k8s.aws/v1beta1', ofWeb), web)).toBe(true);
  });

  test('of OVN or OpenShift stops egress of its namespace where it has a Deny', () => {
    for (const type of ['EgressFirewall.k8s.ovn.org/v1', 'EgressNetworkPolicy.network.openshift.io/v1']) {
      const closed = policy(type, { egress: [{ type: 'Deny', to: { cidrSelector: '0.0.0.0/0' } }] });
      expect(closed).toMatchObject({ directions: ['egress'], mayAllow: false, mayDeny: true });
      expect([web, hostWeb, podIn('other')].map((pod) => selects(closed, pod))).toEqual([true, false, false]);
      expect(policy(type, { egress: [{ type: 'Allow', to: { cidrSelector: '0.0.0.0/0' } }] }).directions).toEqual([]);
    }
  });

  test('of Linkerd is for the pods of a Server', () => {
    const type = 'Server.policy.linkerd.io/v1beta3';
    const ofWeb = policy(type, { podSelector: { matchLabels: { app: 'web' } }, port: 80 });
    expect([web, podIn('shop', { app: 'db' })].map((pod) => selects(ofWeb, pod))).toEqual([true, false]);
    expect(selects(policy(type, { externalWorkloadSelector: {} }), web)).toBe(false);
    expect(selects(policy('AuthorizationPolicy.policy.linkerd.io/v1alpha1', {}), web)).toBe(true);
  });

  test('of GKE isolates egress', () => {
    const foreign = policy('FQDNNetworkPolicy.networking.gke.io/v1alpha1', { podSelector: {}, egress: [] });
    expect(foreign).toMatchObject({ directions: ['egress'], mayAllow: true, mayDeny: true });
  });

  test('that names pods in a way of its own selects all of its scope', () => {
    const permission = policy('MeshTrafficPermission.kuma.io/v1alpha1', {}, { namespace: 'kuma-system' });
    expect(selects(permission, web)).toBe(true);
    const security = policy('SecurityPolicy.crd.nsx.vmware.com/v1alpha1', {});
    expect([web, podIn('other')].map((pod) => selects(security, pod))).toEqual([true, false]);
  });
});
