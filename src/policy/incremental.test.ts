import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOf, manifestPools, picks, remaining } from './changing-clusters.test-support.ts';
import type { Change } from './engine.ts';
import { type Endpoint, PolicyEngine, verdictsOf } from './index.ts';

const changes = fc
  .tuple(manifestPools, fc.array(picks, { maxLength: 30 }))
  .map(([pool, picked]) => [
    ...pool.map((manifest): Change => ({ type: 'put', manifest })),
    ...picked.map((pick) => changeOf(pool, pick)),
  ]);

/** All that a cluster and its policies answer. */
function answersOf(engine: PolicyEngine) {
  const { cluster } = engine;
  const endpoints = cluster.livePods.map((pod): Endpoint => ({ kind: 'pod', pod }));
  return {
    profile: engine.profile.name,
    policies: engine.policies,
    foreign: engine.foreignPolicies.map(({ namespace, name }) => [namespace, name]),
    idle: engine.idlePolicies,
    pods: cluster.pods.map((pod) => [pod, cluster.workloadOf(pod), cluster.pod(pod.namespace, pod.name)]),
    hostNetworkPods: cluster.hostNetworkPods,
    workloads: cluster.workloads.map((workload) => [workload, cluster.podsOf(workload)]),
    namespaces: cluster.namespaces.map((namespace) => [namespace, cluster.podsIn(namespace.name)]),
    nodes: cluster.nodes,
    services: cluster.services.map((service) => [service, cluster.selectedBy(service), cluster.slicesOf(service)]),
    owners: [...cluster.pods, ...cluster.nodes].flatMap(({ addresses }) => addresses.map((ip) => cluster.ownerOf(ip))),
    events: cluster.pods.map(({ namespace, name }) => cluster.eventsAbout('Pod', namespace, name)),
    verdicts: endpoints.flatMap((from) =>
      endpoints.flatMap((to) =>
        verdictsOf(engine, { from, to, protocol: 'TCP', port: 80 }).map(({ verdict, dependsOn }) => [
          verdict,
          dependsOn,
        ]),
      ),
    ),
  };
}

function fresh(changes: readonly Change[]): PolicyEngine {
  const engine = new PolicyEngine();
  engine.apply(remaining(changes).map((manifest) => ({ type: 'put', manifest })));
  return engine;
}

describe('an engine that has followed changes', () => {
  it('answers as one that was given what is there, in whatever order it came and whatever was asked in between', () => {
    fc.assert(
      fc.property(changes, fc.array(fc.boolean()), (changes, isAsked) => {
        const engine = new PolicyEngine();
        for (const [index, change] of changes.entries()) {
          engine.apply([change]);
          if (isAsked[index % isAsked.length] === true) answersOf(engine);
        }
        expect(answersOf(engine)).toEqual(answersOf(fresh(changes)));
      }),
      { numRuns: 20 },
    );
  });

  it('leaves a cluster that it gave before as it was', () => {
    fc.assert(
      fc.property(changes, fc.nat(), (changes, at) => {
        const count = at % (changes.length + 1);
        const engine = new PolicyEngine();
        engine.apply(changes.slice(0, count));
        const { cluster } = engine;
        engine.apply(changes.slice(count));
        const then = fresh(changes.slice(0, count)).cluster;
        expect([cluster.pods, cluster.nodes, cluster.services, cluster.namespaces]).toEqual([
          then.pods,
          then.nodes,
          then.services,
          then.namespaces,
        ]);
      }),
      { numRuns: 40 },
    );
  });
});
