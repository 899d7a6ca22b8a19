import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters, manifestsOf as manifestsOfRecord } from '../../../test/oracle/arbitrary.ts';
import { manifestsOf, namespace, object, pod, policy } from '../../../test/support/cluster.ts';
import type { Manifest } from '../../model/manifest.ts';
import { ask, decisiveChanges, findChange, MovingEngine, PolicyEngine } from '../index.ts';

describe('a change in a row of states', () => {
  const row = fc.array(fc.constantFrom(true, false, undefined), { maxLength: 60 });

  it('is found between two states that differ, with only untold ones between them', async () => {
    await fc.assert(
      fc.asyncProperty(row, async (middle) => {
        const states = [false, ...middle, true];
        const { before, after } = await findChange(0, states.length - 1, (index) => Promise.resolve(states[index]));
        expect([states[before], states[after]]).toEqual([false, true]);
        expect(states.slice(before + 1, after).every((state) => state === undefined)).toBe(true);
      }),
    );
  });

  it('takes no more than log₂ probes where all states can be told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), async (length, at) => {
        let probes = 0;
        await findChange(0, length, (index) => {
          probes++;
          return Promise.resolve(index >= at);
        });
        expect(probes).toBeLessThanOrEqual(Math.ceil(Math.log2(length)));
      }),
    );
  });
});

describe('an engine that moves', () => {
  const asking = (engine: PolicyEngine) =>
    engine.cluster.livePods.map(({ namespace: from, name }) =>
      engine.cluster.livePods.map((to) => {
        try {
          const { verdict, pairs } = ask(engine, `${from}/pod/${name}`, `${to.namespace}/pod/${to.name}:80`);
          return [verdict, pairs.flatMap(({ ingress, egress }) => [...ingress.isolatedBy, ...egress.isolatedBy])];
        } catch (error) {
          return String(error);
        }
      }),
    );
  const fresh = (manifests: readonly Manifest[]) => {
    const engine = new PolicyEngine();
    engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
    return engine;
  };

  it('answers as a fresh one does, whatever it has seen before', () => {
    const states = fc.array(fc.tuple(fc.nat({ max: 2 }), fc.array(fc.nat({ max: 99 }), { maxLength: 12 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(clusters, { minLength: 3, maxLength: 3 }), states, (records, picks) => {
        const pool = records.map((record) => manifestsOfRecord(record));
        const moving = new MovingEngine();
        for (const [base, extras] of picks) {
          const all = pool.flat();
          const manifests = [...(pool[base] ?? []), ...extras.flatMap((index) => all[index % all.length] ?? [])];
          const moved = moving.at(moving.objectsOf(manifests));
          expect(asking(moved)).toEqual(asking(fresh(manifests)));
          expect(moving.problemsOf(manifests)).toEqual(fresh([]).apply(puts(manifests)).problems);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes away one of two kinds of the same name', () => {
    const plain = policy('shop/guard', 'podSelector: {}\npolicyTypes: [Ingress]');
    const calico = object('crd.projectcalico.org/v1', 'NetworkPolicy', 'shop/guard', 'selector: all()');
    const [both, one] = [manifestsOf(plain, calico), manifestsOf(plain)];
    const moving = new MovingEngine();
    moving.at(moving.objectsOf(both));
    const engine = moving.at(moving.objectsOf(one));
    expect([engine.policies.length, engine.foreignPolicies.length]).toEqual([1, 0]);
  });

  it('leaves out what is invalid, and says so', () => {
    const moving = new MovingEngine();
    const manifests = manifestsOf(policy('shop/wrong', 'podSelector: 5'));
    expect(moving.objectsOf(manifests).size).toBe(0);
    expect(moving.problemsOf(manifests)).toMatchObject([{ object: { name: 'wrong' } }]);
  });
});

describe('the changes that decide', () => {
  const base = [namespace('shop'), namespace('web'), pod('shop/server'), pod('web/client')];
  const guard = policy(
    'shop/guard',
    'podSelector: {}\ningress: [{from: [{namespaceSelector: {matchLabels: {team: web}}}]}]',
  );

  async function decisive(before: readonly string[], after: readonly string[]): Promise<readonly string[]> {
    const moving = new MovingEngine();
    const states = [before, after].map((documents) => moving.objectsOf(manifestsOf(...documents)));
    const verdict = (engine: PolicyEngine) => ask(engine, 'web/client', 'shop/server:80').verdict;
    const found = await decisiveChanges(moving, states[0]!, states[1]!, verdict);
    return found.map(
      ({ object: { ref }, before: old, after: now }) => `${ref.name} ${old && now ? 'changed' : now ? 'new' : 'gone'}`,
    );
  }

  it('one policy among much else', async () => {
    const noise = Array.from({ length: 40 }, (_, index) => policy(`web/p${index}`, 'podSelector: {}\npolicyTypes: []'));
    expect(await decisive(base, [...noise, ...base, guard])).toEqual(['guard new']);
  });

  it('both a label and a rule, where neither alone would do', async () => {
    const open = [namespace('shop'), namespace('web', { team: 'web' }), ...base.slice(2), guard];
    const closed = policy('shop/guard', 'podSelector: {}\ningress: []');
    expect(await decisive([...base, closed], open)).toEqual(['web changed', 'guard changed']);
  });

  it('the removal of a policy', async () => {
    expect(await decisive([...base, guard], base)).toEqual(['guard gone']);
  });

  it('none, where nothing changes', async () => {
    expect(
      await decisive([...base, guard], [...base, guard, policy('web/p', 'podSelector: {}\npolicyTypes: []')]),
    ).toEqual([]);
  });
});

function puts(manifests: readonly Manifest[]) {
  return manifests.map((manifest) => ({ type: 'put' as const, manifest }));
}
