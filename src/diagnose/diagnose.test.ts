import { describe, expect, it } from 'vitest';
import { readInput } from '../input/index.ts';
import { fullName } from '../model/metadata.ts';
import { PolicyEngine, profileNamed } from '../policy/index.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnosis } from './diagnosis.ts';
import { formatConnection } from './text.ts';

const now = '2026-11-23T12:00:00Z';

/** A cluster with DNS, a database in `data` and a namespace `app` for the one that fails. */
const surroundings = `
{apiVersion: v1, kind: Namespace, metadata: {name: app}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: data}}
---
{apiVersion: v1, kind: Service, metadata: {name: kube-dns, namespace: kube-system}, spec: {clusterIP: 10.96.0.10, selector: {k8s-app: kube-dns}, ports: [{name: dns, port: 53, protocol: UDP}]}}
---
{apiVersion: v1, kind: Pod, metadata: {name: coredns, namespace: kube-system, uid: u0, labels: {k8s-app: kube-dns}}, spec: {containers: [{name: coredns}]}, status: {phase: Running, podIP: 10.244.0.2}}
---
{apiVersion: v1, kind: Service, metadata: {name: db, namespace: data}, spec: {clusterIP: 10.96.0.20, selector: {app: db}, ports: [{port: 5432}]}}
---
{apiVersion: v1, kind: Pod, metadata: {name: db-0, namespace: data, uid: u1, labels: {app: db}}, spec: {containers: [{name: db, ports: [{containerPort: 5432}]}]}, status: {phase: Running, podIP: 10.244.0.3, containerStatuses: [{name: db, ready: true, state: {running: {startedAt: "2026-11-23T11:00:00Z"}}}]}}
`;

const denyIngress = `
---
{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: db-ingress, namespace: data}, spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {}}]}]}}
`;
const denyEgress = `
---
{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: no-egress, namespace: app}, spec: {podSelector: {}, policyTypes: [Egress]}}
`;
const egressToDnsOnly = `
---
{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: dns-only, namespace: app}, spec: {podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}], ports: [{port: 53, protocol: UDP}]}]}}
`;

interface Failing {
  /** In the pod's spec, beside nothing else. */
  readonly container?: string;
  readonly seconds?: number;
  readonly exitCode?: number;
  readonly reason?: string;
  readonly log?: string;
  readonly extra?: string;
  readonly policies?: string;
  readonly policiesKnown?: boolean;
  readonly profile?: string;
}

/** The pod `app/web`, which ended after `seconds` with `log`, in a cluster with `policies`. */
function diagnoseWeb(failing: Failing): Diagnosis {
  const { container = '', seconds = 5, exitCode = 1, reason = 'Error' } = failing;
  const finished = new Date(Date.parse(now) - 20_000);
  const started = new Date(finished.getTime() - seconds * 1000);
  const pod = `
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: app, uid: u9, labels: {app: web}}
spec: {containers: [{name: web${container}}]}
status:
  phase: Running
  podIP: 10.244.0.9
  containerStatuses:
    - name: web
      restartCount: 4
      state: {waiting: {reason: CrashLoopBackOff}}
      lastState: {terminated: {exitCode: ${exitCode}, reason: ${reason}, startedAt: "${started.toISOString()}", finishedAt: "${finished.toISOString()}"}}
`;
  const [diagnosis] = diagnoseCluster({ ...failing, manifests: pod });
  if (diagnosis === undefined) throw new Error('nothing fails');
  return diagnosis;
}

function diagnoseCluster({
  manifests,
  log,
  extra = '',
  policies = '',
  policiesKnown = true,
  profile,
}: Failing & { readonly manifests: string }): readonly Diagnosis[] {
  const text = surroundings + extra + policies + manifests;
  const input = readInput([{ path: 'cluster.yaml', bytes: new TextEncoder().encode(text) }]);
  const chosen = profile === undefined ? undefined : profileNamed(profile);
  const engine = new PolicyEngine(chosen === undefined ? {} : { profile: chosen });
  const applied = engine.apply(input.manifests.map((manifest) => ({ type: 'put', manifest })));
  expect([...input.problems, ...applied.problems]).toEqual([]);
  const logs = log === undefined ? [] : [{ path: 'web.log', text: log, previous: false }];
  const logsOf = (_namespace: string, name: string) => (name === 'web' ? logs : []);
  const diagnoses = diagnose({ engine, policiesKnown, now, logsOf });
  for (const diagnosis of diagnoses) expectProven(diagnosis);
  return diagnoses;
}

/** Of every diagnosis here: a claim rests on two kinds of evidence at least, and no verdict leaves the reader without a way on. */
function expectProven({ verdict, evidence, missing }: Diagnosis): void {
  const kinds = new Set(evidence.filter((one) => one.for === 'blocked').map((one) => one.kind));
  if (verdict === 'blocked-by-policy' || verdict === 'chain') expect(kinds.size).toBeGreaterThanOrEqual(2);
  if (verdict === 'undetermined') expect(missing).not.toEqual([]);
  expect(evidence).not.toEqual([]);
}

function brief({ verdict, cause, connection, blocked }: Diagnosis) {
  return {
    verdict,
    code: cause.code,
    ...(connection !== undefined && { connection: formatConnection(connection) }),
    ...(blocked !== undefined && { direction: blocked.direction, policies: blocked.policies.map(fullName) }),
  };
}

const toDb = 'data/db-0:5432/TCP (Service data/db:5432)';
const timeout = '2026/11/23 11:59:40 dial tcp 10.96.0.20:5432: i/o timeout';

describe('states that no network causes come first, whatever the policies do', () => {
  const policies = denyEgress + denyIngress;

  it.each([
    [{ exitCode: 137, reason: 'OOMKilled', log: timeout }, 'oom'],
    [{ exitCode: 127, reason: 'Error', log: 'sh: serve: not found' }, 'start-error'],
    [{ exitCode: 128, reason: 'StartError' }, 'start-error'],
    [{ exitCode: 0, reason: 'Completed', log: 'done' }, 'clean-exit'],
    [{ seconds: 0, log: 'Error: SIGNING_KEY is required' }, 'config'],
    [{ seconds: 0, log: 'TypeError: fetch failed\n  [cause]: Error: bad port' }, 'client-refuses'],
    [{ seconds: 0, log: 'TypeError: x is not a function\n    at main (/app/index.js:3:1)' }, 'app-error'],
  ])('%j: %s', (failing, code) => {
    expect(brief(diagnoseWeb({ ...failing, policies }))).toMatchObject({ verdict: 'not-policy', code });
  });

  it.each([
    ['ImagePullBackOff', 'image'],
    ['ErrImageNeverPull', 'image'],
    ['CreateContainerConfigError', 'config'],
    ['RunContainerError', 'start-error'],
  ])('%s: %s', (reason, code) => {
    const manifests = `
---
{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: app, uid: u9}, spec: {containers: [{name: web, image: web}]}, status: {phase: Pending, containerStatuses: [{name: web, state: {waiting: {reason: ${reason}}}}]}}
`;
    expect(diagnoseCluster({ manifests, policies }).map(brief)).toMatchObject([{ verdict: 'not-policy', code }]);
  });
});

describe('a connection that policies deny', () => {
  it('at the server: the log names the address of the Service', () => {
    expect(brief(diagnoseWeb({ log: timeout, policies: denyIngress }))).toEqual({
      verdict: 'blocked-by-policy',
      code: 'policy-denies',
      connection: toDb,
      direction: 'ingress',
      policies: ['data/db-ingress'],
    });
  });

  it('at both ends: neither is forgotten', () => {
    const diagnosis = diagnoseWeb({ log: timeout, policies: denyIngress + denyEgress });
    expect(brief(diagnosis)).toMatchObject({ direction: 'both', policies: ['data/db-ingress', 'app/no-egress'] });
  });

  it('whose target only the environment names', () => {
    const container = ', env: [{name: DATABASE_URL, value: "postgres://user:secret@db.data:5432/app"}]';
    const log = 'Error: connect ETIMEDOUT\n    at Timeout._onTimeout (/app/index.js:1:1)';
    const diagnosis = diagnoseWeb({ container, log, policies: denyIngress });
    expect(brief(diagnosis)).toMatchObject({ verdict: 'blocked-by-policy', connection: toDb });
    expect(JSON.stringify(diagnosis.evidence)).not.toContain('secret@');
  });

  it('to the DNS, which many clients report as another timeout', () => {
    const container = ', env: [{name: DB_HOST, value: db.data}, {name: DB_PORT, value: "5432"}]';
    const diagnosis = diagnoseWeb({
      container,
      seconds: 20,
      log: 'Error: getaddrinfo EAI_AGAIN db.data',
      policies: denyEgress,
    });
    expect(brief(diagnosis)).toMatchObject({
      verdict: 'blocked-by-policy',
      code: 'dns-denied',
      connection: 'kube-system/coredns:53/UDP (Service kube-system/kube-dns:53)',
      direction: 'egress',
    });
    expect(diagnosis.evidence.map((one) => one.says).join('\n')).toContain('denied as well');
  });

  it('to a name outside of the cluster', () => {
    const diagnosis = diagnoseWeb({ log: 'Error: connect ETIMEDOUT 203.0.113.7:443', policies: egressToDnsOnly });
    expect(brief(diagnosis)).toMatchObject({ verdict: 'blocked-by-policy', connection: '203.0.113.7:443/TCP' });
  });

  it('of an init container that waits in silence', () => {
    const manifests = `
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: app, uid: u9}
spec:
  initContainers: [{name: wait, command: [sh, -c, "until nc -z db.data 5432; do sleep 2; done"]}]
  containers: [{name: web}]
status:
  phase: Pending
  initContainerStatuses: [{name: wait, state: {running: {startedAt: "2026-11-23T11:50:00Z"}}}]
  containerStatuses: [{name: web, state: {waiting: {reason: PodInitializing}}}]
`;
    const diagnoses = diagnoseCluster({ manifests, log: '', policies: denyIngress });
    expect(diagnoses.map(brief)).toMatchObject([{ verdict: 'blocked-by-policy', connection: toDb }]);
    expect(diagnoses[0]?.subject.container).toBe('wait');
  });

  it('that keeps a container from getting ready is a chain', () => {
    const manifests = `
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: app, uid: u9}
spec: {containers: [{name: web, readinessProbe: {httpGet: {port: 8080}}}]}
status:
  phase: Running
  containerStatuses: [{name: web, ready: false, state: {running: {startedAt: "2026-11-23T11:50:00Z"}}}]
`;
    const log = 'db.data:5432 not reachable yet (ETIMEDOUT), retrying';
    expect(diagnoseCluster({ manifests, log, policies: denyIngress }).map(brief)).toMatchObject([
      { verdict: 'chain', connection: toDb, policies: ['data/db-ingress'] },
    ]);
  });
});

describe('a connection that policies let through', () => {
  it('and that nobody answers is not a policy', () => {
    expect(brief(diagnoseWeb({ log: timeout }))).toMatchObject({ verdict: 'not-policy', code: 'not-answering' });
  });

  it('and that is refused is not a policy', () => {
    const log = 'Error: connect ECONNREFUSED 10.96.0.20:5432';
    expect(brief(diagnoseWeb({ log, seconds: 0 }))).toMatchObject({ verdict: 'not-policy', code: 'refused' });
  });

  it('and whose server said no was reached', () => {
    const log = 'FATAL: password authentication failed for user "app"';
    expect(brief(diagnoseWeb({ log, policies: denyIngress }))).toMatchObject({
      verdict: 'not-policy',
      code: 'answered',
    });
  });

  it('through an ipBlock alone is open where the dataplane is not known, as Cilium applies none to pods', () => {
    const policies = `
---
{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: block, namespace: data}, spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.244.0.0/16}}]}]}}
`;
    expect(brief(diagnoseWeb({ log: timeout, policies })).verdict).toBe('undetermined');
    expect(brief(diagnoseWeb({ log: timeout, policies, profile: 'cilium' })).verdict).toBe('blocked-by-policy');
    expect(brief(diagnoseWeb({ log: timeout, policies, profile: 'calico' })).verdict).toBe('not-policy');
  });
});

describe('a log that goes on after a failed connection', () => {
  const policies = denyIngress;
  const panic =
    'panic: runtime error: index out of range [3] with length 2\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:7 +0x1d';

  it('was overcome where the connection opens later', () => {
    const log = `${timeout}\nconnected to 10.96.0.20:5432\n${panic}`;
    expect(brief(diagnoseWeb({ log, seconds: 60, policies }))).toMatchObject({
      verdict: 'not-policy',
      code: 'app-error',
    });
  });

  it('was overcome where the server answers later', () => {
    const log = `${timeout}\nFATAL: password authentication failed for user "app"`;
    expect(brief(diagnoseWeb({ log, policies }))).toMatchObject({ verdict: 'not-policy', code: 'answered' });
  });

  it('and ends in a fault of the program: both are shown, and neither is claimed', () => {
    const diagnosis = diagnoseWeb({ log: `${timeout}\n${panic}`, seconds: 60, policies });
    expect(diagnosis.verdict).toBe('undetermined');
    expect(diagnosis.contradictions).toHaveLength(1);
    expect(diagnosis.evidence.map((one) => one.kind)).toContain('policy');
  });

  it.each([
    'FATAL giving up',
    'panic: failed to connect to database',
    'WARN cache: redis.db:6379: NOAUTH Authentication required.\nFATAL cannot start without database',
    'INFO Redis connected\nERROR giving up on the database',
    'INFO:     10.244.0.1:39204 - "GET /healthz HTTP/1.1" 503 Service Unavailable\nERROR:    Application startup failed. Exiting.',
    'java.lang.IllegalStateException: Failed to load ApplicationContext',
  ])('and only says goodbye is blocked all the same: %s', (rest) => {
    expect(diagnoseWeb({ log: `${timeout}\n${rest}`, policies }).verdict).toBe('blocked-by-policy');
  });

  it.each([
    'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\nValueError: invalid literal for int() with base 10: \'\'',
    'FATAL license expired on 2026-11-01',
    'Error: SIGNING_KEY is required',
  ])('and ends for another reason is not claimed: %s', (rest) => {
    expect(diagnoseWeb({ log: `${timeout}\n${rest}`, seconds: 60, policies }).verdict).toBe('undetermined');
  });

  it('and ends without an error is no clean exit', () => {
    const diagnosis = diagnoseWeb({ log: `${timeout}\nshutting down`, exitCode: 0, reason: 'Completed', policies });
    expect(diagnosis.verdict).toBe('blocked-by-policy');
  });
});

describe('a look-up that fails', () => {
  const container = ', env: [{name: DB_HOST, value: db.data}, {name: DB_PORT, value: "5432"}]';
  const log = 'Error: getaddrinfo EAI_AGAIN db.data';

  it.each([0, 1, 2])('after %i s was answered or refused: a drop takes longer', (seconds) => {
    expect(diagnoseWeb({ container, log, seconds, policies: denyEgress }).verdict).toBe('undetermined');
  });

  it('at once is the policy of a dataplane that rejects', () => {
    const diagnosis = diagnoseWeb({ container, log, seconds: 0, policies: denyEgress, profile: 'kube-router' });
    expect(brief(diagnosis)).toMatchObject({ verdict: 'blocked-by-policy', code: 'dns-denied' });
  });

  it('is never a connection that nobody answers', () => {
    expect(diagnoseWeb({ container, log, seconds: 20 }).verdict).toBe('undetermined');
  });

  it('at the resolver that the log names', () => {
    const named = 'dial tcp: lookup db.data on 169.254.20.10:53: read udp 10.244.0.9:1->169.254.20.10:53: i/o timeout';
    const diagnosis = diagnoseWeb({ container, log: named, seconds: 20, policies: denyEgress });
    expect(brief(diagnosis)).toMatchObject({ code: 'dns-denied', connection: '169.254.20.10:53/UDP' });
  });
});

describe('other ways to a Service', () => {
  const node =
    '---\n{apiVersion: v1, kind: Node, metadata: {name: n1}, status: {addresses: [{type: InternalIP, address: 10.0.0.1}]}}\n';
  const service = (status: string) =>
    `---\n{apiVersion: v1, kind: Service, metadata: {name: public, namespace: data}, spec: {type: LoadBalancer, clusterIP: 10.96.0.30, selector: {app: db}, ports: [{port: 5432, nodePort: 30432}]}, status: ${status}}\n`;
  const extra = node + service('{loadBalancer: {ingress: [{ip: 203.0.113.9}]}}');

  it('its load balancer leads to the same pods', () => {
    const diagnosis = diagnoseWeb({ log: 'dial tcp 203.0.113.9:5432: i/o timeout', extra, policies: denyIngress });
    expect(brief(diagnosis)).toMatchObject({
      verdict: 'blocked-by-policy',
      connection: 'data/db-0:5432/TCP (Service data/public:5432)',
    });
  });

  it('a node port may hide the client from ingress rules, and not from its own egress rules', () => {
    const failing = { log: 'dial tcp 10.0.0.1:30432: i/o timeout', extra };
    expect(diagnoseWeb({ ...failing, policies: denyIngress }).verdict).toBe('undetermined');
    expect(brief(diagnoseWeb({ ...failing, policies: denyEgress }))).toMatchObject({
      verdict: 'blocked-by-policy',
      direction: 'egress',
    });
  });
});

describe('a target that leads nowhere', () => {
  it('a Service that keeps to the node of the client, where it has no pod', () => {
    const extra = `
---
{apiVersion: v1, kind: Service, metadata: {name: local, namespace: data}, spec: {clusterIP: 10.96.0.31, internalTrafficPolicy: Local, selector: {app: near}, ports: [{port: 80}]}}
---
{apiVersion: v1, kind: Pod, metadata: {name: near, namespace: data, uid: u7, labels: {app: near}}, spec: {nodeName: n2, containers: [{name: c}]}, status: {phase: Running, podIP: 10.244.0.7}}
`;
    const manifests = `
---
{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: app, uid: u9}, spec: {nodeName: n1, containers: [{name: web}]}, status: {phase: Running, containerStatuses: [{name: web, restartCount: 3, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1, reason: Error}}}]}}
`;
    const log = 'dial tcp 10.96.0.31:80: i/o timeout';
    const [diagnosis] = diagnoseCluster({ manifests, extra, log, policies: denyIngress });
    expect(diagnosis).toMatchObject({
      verdict: 'not-policy',
      cause: { code: 'no-endpoints', message: expect.stringContaining('internalTrafficPolicy') as string },
    });
  });

  it('a name that no Service has', () => {
    const diagnosis = diagnoseWeb({ log: 'Error: getaddrinfo ENOTFOUND dbb.data', seconds: 0, policies: denyIngress });
    expect(brief(diagnosis)).toMatchObject({ verdict: 'not-policy', code: 'name-not-found' });
    expect(diagnosis.cause.message).toContain('there is data/db');
  });

  it('a Service that selects no pod', () => {
    const extra =
      '---\n{apiVersion: v1, kind: Service, metadata: {name: gone, namespace: data}, spec: {clusterIP: 10.96.0.21, selector: {app: gone}, ports: [{port: 80}]}}\n';
    const log = 'Error: connect ECONNREFUSED 10.96.0.21:80';
    expect(brief(diagnoseWeb({ log, seconds: 0, extra }))).toMatchObject({
      verdict: 'not-policy',
      code: 'no-endpoints',
    });
  });

  it('a port that the Service does not have', () => {
    expect(brief(diagnoseWeb({ log: 'dial tcp 10.96.0.20:5433: i/o timeout' }))).toMatchObject({
      code: 'no-such-port',
    });
  });

  it('the own pod: no policy stands between', () => {
    const log = 'Error: connect ECONNREFUSED 127.0.0.1:6379';
    expect(brief(diagnoseWeb({ log, seconds: 0, policies: denyEgress }))).toMatchObject({ code: 'own-pod' });
  });

  it('a server that fails itself: the chain is named at both ends', () => {
    const extra = `
---
{apiVersion: v1, kind: Service, metadata: {name: cache, namespace: data}, spec: {clusterIP: 10.96.0.22, selector: {app: cache}, ports: [{port: 6379}]}}
---
{apiVersion: v1, kind: Pod, metadata: {name: cache-0, namespace: data, uid: u5, labels: {app: cache}}, spec: {containers: [{name: cache}]}, status: {phase: Running, podIP: 10.244.0.5, containerStatuses: [{name: cache, restartCount: 3, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}]}}
`;
    const manifests = `
---
{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: app, uid: u9}, spec: {containers: [{name: web}]}, status: {phase: Running, containerStatuses: [{name: web, restartCount: 3, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1, reason: Error}}}]}}
`;
    const diagnoses = diagnoseCluster({ manifests, extra, log: 'Error: connect ECONNREFUSED 10.96.0.22:6379' });
    expect(diagnoses.map(brief)).toMatchObject([{ code: 'dependency-down' }, { code: 'oom' }]);
    expect(diagnoses[0]?.causedBy?.name).toBe('cache-0');
    expect(diagnoses[1]?.rootOf.map((workload) => workload.name)).toEqual(['web']);
  });
});

describe('what cannot be known is not claimed', () => {
  it('without the policies: the command that gets them', () => {
    const diagnosis = diagnoseWeb({ log: timeout, policiesKnown: false });
    expect(diagnosis.verdict).toBe('undetermined');
    expect(diagnosis.missing[0]?.command).toContain('kubectl get networkpolicies');
  });

  it('without a log: the command that gets it', () => {
    const diagnosis = diagnoseWeb({ policies: denyIngress });
    expect(diagnosis.verdict).toBe('undetermined');
    expect(diagnosis.missing[0]?.command).toBe('kubectl logs -n app web -c web --previous');
  });

  it('a refusal that policies would explain only on a dataplane that rejects', () => {
    const failing = { log: 'Error: connect ECONNREFUSED 10.96.0.20:5432', seconds: 0, policies: denyIngress };
    expect(brief(diagnoseWeb(failing)).verdict).toBe('undetermined');
    expect(brief(diagnoseWeb({ ...failing, profile: 'calico' }))).toMatchObject({
      verdict: 'not-policy',
      code: 'refused',
    });
    expect(brief(diagnoseWeb({ ...failing, profile: 'kube-router' })).verdict).toBe('blocked-by-policy');
  });

  it('a timeout of a program that ended at once: shown as a contradiction', () => {
    const diagnosis = diagnoseWeb({ log: timeout, seconds: 0, policies: denyIngress });
    expect(diagnosis.verdict).toBe('undetermined');
    expect(diagnosis.contradictions).toHaveLength(1);
  });

  it('past a policy of a kind that is not evaluated', () => {
    const extra =
      '---\n{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: other, namespace: data}, spec: {endpointSelector: {}, ingress: [{}]}}\n';
    const denied = diagnoseWeb({ log: timeout, policies: denyIngress, extra });
    expect(denied.verdict).toBe('undetermined');
    expect(denied.summary).toContain('CiliumNetworkPolicy data/other');
    expect(diagnoseWeb({ log: timeout, extra }).verdict).toBe('undetermined');
  });

  it('a target in a Secret: named, not read', () => {
    const container = ', env: [{name: DATABASE_URL, valueFrom: {secretKeyRef: {name: db, key: url}}}]';
    const diagnosis = diagnoseWeb({ container, log: 'Error: connect ETIMEDOUT', policies: denyIngress });
    expect(diagnosis.verdict).toBe('undetermined');
    expect(diagnosis.evidence.map((one) => one.source)).toContain('secret db/url');
  });
});

describe('which containers fail', () => {
  it('a Job that got there after some tries is done', () => {
    const owner = 'ownerReferences: [{apiVersion: batch/v1, kind: Job, name: migrate, controller: true}]';
    const manifests = `
---
{apiVersion: v1, kind: Pod, metadata: {name: migrate-a, namespace: app, uid: u7, ${owner}}, spec: {restartPolicy: Never, containers: [{name: m}]}, status: {phase: Failed, containerStatuses: [{name: m, state: {terminated: {exitCode: 1, reason: Error}}}]}}
---
{apiVersion: v1, kind: Pod, metadata: {name: migrate-b, namespace: app, uid: u8, ${owner}}, spec: {restartPolicy: Never, containers: [{name: m}]}, status: {phase: Succeeded, containerStatuses: [{name: m, state: {terminated: {exitCode: 0, reason: Completed}}}]}}
`;
    expect(diagnoseCluster({ manifests })).toEqual([]);
  });

  it('pods of one workload are one diagnosis, and those that are well are counted', () => {
    const owner = 'ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: web, controller: true}]';
    const crash =
      'restartCount: 2, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1, reason: Error}}';
    const manifests = ['a', 'b', 'c']
      .map(
        (name, index) => `
---
{apiVersion: v1, kind: Pod, metadata: {name: web-${name}, namespace: app, uid: u${name}, ${owner}}, spec: {containers: [{name: m}]}, status: {phase: Running, containerStatuses: [{name: m, ready: true, ${index < 2 ? crash : 'state: {running: {startedAt: "2026-11-23T10:00:00Z"}}'}}]}}
`,
      )
      .join('');
    const diagnoses = diagnoseCluster({ manifests });
    expect(diagnoses.map(({ subject }) => subject.pods)).toEqual([['web-a', 'web-b']]);
    expect(diagnoses[0]?.evidence.map((one) => one.says)).toContain('1 of its 3 pods is well');
  });
});
