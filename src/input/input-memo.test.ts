import { expect, it } from 'vitest';
import { InputMemo, readInput } from './index.ts';

function file(path: string, text: string) {
  return { path, bytes: new TextEncoder().encode(text) };
}

const pod = file('pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n');
const broken = file('broken.yaml', 'apiVersion: v1\nkind: [\n');
const dump = file('dump/shop/pods.json', '{"apiVersion": "v1", "kind": "PodList", "items": []}');
const others = [
  file('dump/nodes.json', '{"apiVersion": "v1", "kind": "NodeList", "items": []}'),
  file('dump/shop/events.json', '{"apiVersion": "v1", "kind": "EventList", "items": []}'),
];

it('an input reads the same with a memo as without', () => {
  const memo = new InputMemo();
  for (const files of [[pod], [broken, pod], [dump, ...others, pod], [pod]]) {
    expect(readInput(files, {}, memo)).toEqual(readInput(files));
  }
});

it('two inputs that share a file share its manifests, and each has its own form', () => {
  const memo = new InputMemo();
  const alone = readInput([pod, dump], {}, memo);
  const whole = readInput([pod, dump, ...others], {}, memo);
  expect(whole.manifests[0]).toBe(alone.manifests[0]);
  expect([alone.form, whole.form]).toEqual(['manifests', 'cluster-info-dump']);
});
