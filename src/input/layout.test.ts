import { gzipSync, strToU8 } from 'fflate';
import { createTar } from 'nanotar';
import { describe, expect, test } from 'vitest';
import { type Input, readInput } from './index.ts';

type Files = Readonly<Record<string, string>>;

const snapshot = JSON.stringify({
  apiVersion: 'netwhy.dev/v1alpha1',
  kind: 'Snapshot',
  takenAt: '2026-01-02T03:04:05Z',
  serverVersion: 'v1.34.0',
  user: 'admin',
  missing: ['secrets: forbidden'],
});

function read(files: Files): Input {
  return readInput(Object.entries(files).map(([path, text]) => ({ path, bytes: strToU8(text) })));
}

function archived(files: Files): Input {
  const tar = createTar(Object.entries(files).map(([name, data]) => ({ name, data })));
  return readInput([{ path: 'case.tgz', bytes: gzipSync(tar) }]);
}

function logs(input: Input): readonly string[] {
  return input.logs.map(
    ({ namespace, pod, container, previous, file }) =>
      `${namespace}/${pod}/${container}${previous ? ' previous' : ''}: ${file.text}`,
  );
}

describe('a snapshot', () => {
  const files = {
    'case/snapshot.json': snapshot,
    'case/objects/pods.json': '{"apiVersion":"v1","kind":"PodList","items":[{"metadata":{"name":"a"}}]}',
    'case/logs/shop/server-1/app.log': 'up\n',
    'case/logs/shop/server-1/app.previous.log': 'down\n',
    'case/flows/hubble.jsonl': '{"flow":{}}\n',
    'case/captures/server.pcapng': 'x',
  };

  test.each([
    ['a folder', read],
    ['an archive', archived],
  ])('as %s', (_name, open) => {
    const input = open(files);
    expect(input).toMatchObject({ form: 'snapshot', problems: [], manifests: [{ value: { kind: 'Pod' } }] });
    expect(input.snapshot).toEqual({
      takenAt: '2026-01-02T03:04:05Z',
      serverVersion: 'v1.34.0',
      missing: ['secrets: forbidden'],
    });
    expect(logs(input)).toEqual(['shop/server-1/app: up\n', 'shop/server-1/app previous: down\n']);
    expect(input.passedOver.map(({ reason }) => reason)).toEqual([
      'flow logs are for netwhy replay',
      'captures are not read yet',
    ]);
  });

  test('has logs by their place alone', () => {
    const input = read({
      'logs/shop/server/app.log': '',
      'C:\\case\\logs\\shop\\server\\b.log': 'x',
      'other/app.log': 'y',
    });
    expect(logs(input)).toEqual(['shop/server/app: ', 'shop/server/b: x']);
    expect(input.passedOver.map(({ path }) => path)).toEqual(['other/app.log']);
  });
});

test('a support bundle keeps its logs under cluster-resources', () => {
  const folder = 'bundle/cluster-resources/pods/logs/shop/server';
  expect(logs(read({ [`${folder}/app.log`]: 'a', [`${folder}/app-previous.log`]: 'b' }))).toEqual([
    'shop/server/app: a',
    'shop/server/app previous: b',
  ]);
});

describe('a cluster-info dump', () => {
  const mark = (word: string, container: string) =>
    `==== ${word} logs for container ${container} of pod shop/server ====\n`;
  const section = (container: string, text: string) => `${mark('START', container)}${text}${mark('END', container)}`;
  const dump = (text: string) => read({ 'dump/shop/server/logs.txt': text });

  test('is known by its logs, or by its files', () => {
    const list = (kind: string) => `{"kind":"${kind}","apiVersion":"v1","items":null}`;
    const files = {
      'nodes.json': list('NodeList'),
      'shop/pods.json': list('PodList'),
      'shop/events.json': list('EventList'),
    };
    expect(dump(section('app', 'x\n')).form).toBe('cluster-info-dump');
    expect(read(files)).toMatchObject({ form: 'cluster-info-dump', passedOver: [] });
    expect(archived(files).form).toBe('cluster-info-dump');
  });

  test('has the containers of a pod in one file', () => {
    expect(logs(dump(section('init', 'ready\n') + section('app', 'no line end')))).toEqual([
      'shop/server/init: ready\n',
      'shop/server/app: no line end',
    ]);
  });

  test('has a log that prints such marks itself', () => {
    const nasty = `a\n${section('app', 'x\n')}${mark('START', 'other')}b\n`;
    expect(logs(dump(section('app', nasty) + section('next', 'c\n')))).toEqual([
      `shop/server/app: ${nasty}`,
      'shop/server/next: c\n',
    ]);
  });

  test('has an error in the place of a log', () => {
    const input = dump(
      section('app', 'Request log error: container "app" is waiting to start\n') + section('b', 'x\n'),
    );
    expect(logs(input)).toEqual(['shop/server/b: x\n']);
    expect(input.passedOver).toEqual([
      {
        path: 'dump/shop/server/logs.txt (container app)',
        reason: 'no log: Request log error: container "app" is waiting to start',
      },
    ]);
  });

  test('may be cut short, or hold something else', () => {
    expect(logs(dump(`${mark('START', 'app')}x\n${section('b', 'y\n')}`))).toEqual([
      'shop/server/app: x\n',
      'shop/server/b: y\n',
    ]);
    expect(dump('hello\n').passedOver).toMatchObject([{ reason: 'holds no logs of containers' }]);
  });

  test('of 200,000 lines is read as it is', () => {
    const text = Array.from({ length: 200_000 }, (_, line) => `line ${line}\r\n`).join('');
    expect(dump(section('app', text)).logs[0]?.file.text).toBe(text);
  });
});
