import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { diagnose, logIndex, policyKnowledge } from '../src/diagnose/index.ts';
import { readInput } from '../src/input/index.ts';
import { ask, PolicyEngine } from '../src/policy/index.ts';

// What a user of the package writes, by the doors alone.

function fileAt(path: string) {
  return { path, bytes: readFileSync(path) };
}

it('answers a question about manifests', () => {
  const input = readInput(['app', 'cure'].map((name) => fileAt(`examples/article/${name}.yaml`)));
  const engine = new PolicyEngine();
  engine.apply(input.manifests.map((manifest) => ({ type: 'put', manifest })));
  expect(ask(engine, 'web/client', 'server.shop:80').verdict).toBe('allowed');
});

it('follows a change', () => {
  const app = readInput([fileAt('examples/article/app.yaml')]);
  const policy = readInput([fileAt('examples/article/problematic.yaml')]);
  const engine = new PolicyEngine();
  engine.apply(app.manifests.map((manifest) => ({ type: 'put', manifest })));
  const before = ask(engine, 'web/client', 'server.shop:80').verdict;
  engine.apply(policy.manifests.map((manifest) => ({ type: 'put', manifest })));
  const denied = ask(engine, 'web/client', 'server.shop:80').verdict;
  engine.apply([{ type: 'remove', ref: { kind: 'NetworkPolicy', namespace: 'shop', name: 'restrict-server' } }]);
  expect([before, denied, ask(engine, 'web/client', 'server.shop:80').verdict]).toEqual([
    'allowed',
    'denied',
    'allowed',
  ]);
});

it('diagnoses a pod', () => {
  const objects = ['pods', 'services', 'namespaces'].map((kind) => fileAt(`examples/crash-loops/objects/${kind}.json`));
  const policies = fileAt('examples/crash-loops/objects/networkpolicies.yaml');
  const log = fileAt('examples/crash-loops/logs/ledger/worker-544d7df-x4rns/worker.log');
  const input = readInput([...objects, policies, log]);
  const engine = new PolicyEngine();
  engine.apply(input.manifests.map((manifest) => ({ type: 'put', manifest })));
  const diagnoses = diagnose({
    engine,
    logsOf: logIndex(input.logs),
    policiesKnown: policyKnowledge(input, engine) === 'given',
    now: '2026-11-23T15:27:12Z',
  });
  const worker = diagnoses.find(({ subject }) => subject.workload.name === 'worker');
  expect(worker?.verdict).toBe('blocked-by-policy');
});
