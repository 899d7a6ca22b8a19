import fc from 'fast-check';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { createTar } from 'nanotar';
import { describe, expect, test } from 'vitest';
import { type Input, readInput } from './index.ts';

const pod = strToU8('apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n');
const noise = Uint8Array.from({ length: 5000 }, (_, index) => 97 + ((index * index * 31) % 23));

function read(path: string, bytes: Uint8Array, maxInput?: number): Input {
  return readInput([{ path, bytes }], maxInput === undefined ? {} : { maxInput });
}

function paths({ manifests }: Input): readonly string[] {
  return manifests.map(({ source }) => source.file.path);
}

const files = { 'x/a.yaml': pod, 'x/y/b.yaml': pod };
const tar = createTar(Object.entries(files).map(([name, data]) => ({ name, data })));

describe('archives', () => {
  test.each([
    ['tar', tar],
    ['tar.gz', gzipSync(tar)],
    ['zip', zipSync(files)],
  ])('of the kind %s are opened, whatever their name is', (_kind, bytes) => {
    for (const name of ['a.tgz', 'a.yaml', 'backup']) {
      expect(paths(read(name, bytes))).toEqual([`${name}!/x/a.yaml`, `${name}!/x/y/b.yaml`]);
    }
  });

  test('may hold archives, and a gzip file a single manifest', () => {
    const inner = zipSync({ 'b.yaml.gz': Uint8Array.of(...gzipSync(pod.slice(0, 20)), ...gzipSync(pod.slice(20))) });
    expect(paths(read('a.tar', createTar([{ name: 'in.zip', data: inner }])))).toEqual(['a.tar!/in.zip!/b.yaml.gz']);
  });

  test('give no paths that lead out of them', () => {
    const escaping = createTar(['../../etc/a.yaml', '/b.yaml', './c/../d.yaml'].map((name) => ({ name, data: pod })));
    expect(paths(read('a.tar', escaping))).toEqual(['a.tar!/etc/a.yaml', 'a.tar!/b.yaml', 'a.tar!/d.yaml']);
  });

  test('hold links that are not followed', () => {
    const bytes = createTar([{ name: 'a.yaml', data: pod }]);
    bytes[156] = 0x32;
    expect(read('a.tar', bytes)).toMatchObject({ manifests: [], problems: [] });
  });

  test('of tar have long names in a prefix, and in records before the file', () => {
    const prefixed = createTar([{ name: 'a.yaml', data: pod }]);
    prefixed.set(strToU8('logs/shop'), 345);
    prefixed[263] = 0x30;
    const pax = createTar([
      { name: 'header', data: '27 path=long name/b=1.yaml\n' },
      { name: 'b.yaml', data: pod },
    ]);
    pax[156] = 0x78;
    expect(paths(read('a.tar', prefixed))).toEqual(['a.tar!/logs/shop/a.yaml']);
    expect(paths(read('b.tar', pax))).toEqual(['b.tar!/long name/b=1.yaml']);
  });
});

describe('damaged archives', () => {
  const whole = { tgz: gzipSync(tar), zip: zipSync(files, { level: 0 }), tar: createTar([{ name: 'a', data: noise }]) };

  test.each(Object.entries(whole))('of the kind %s that are cut short are a problem', (kind, bytes) => {
    // Of a tar, where it would end in zeros anyway, nothing is missing.
    const shortest = kind === 'tar' ? 513 : 300;
    const longest = kind === 'tar' ? 512 + noise.length - 1 : bytes.length - 1;
    fc.assert(
      fc.property(fc.integer({ min: Math.min(shortest, longest), max: longest }), (length) => {
        const { problems } = read(`a.${kind}`, bytes.slice(0, length));
        expect(problems).toEqual([
          { file: `a.${kind}`, message: expect.stringMatching(/^the archive is (?:cut short|damaged)$/) },
        ]);
      }),
    );
  });

  test('never throw', () => {
    const changed = fc.tuple(fc.constantFrom(...Object.values(whole)), fc.array(fc.tuple(fc.nat(2000), fc.nat(255))));
    fc.assert(
      fc.property(changed, ([bytes, changes]) => {
        const damaged = bytes.slice();
        for (const [offset, byte] of changes) if (offset < damaged.length) damaged[offset] = byte;
        expect(read('a.tgz', damaged, 1 << 20).problems.length).toBeLessThan(5);
      }),
    );
  });
});

describe('bombs stop at the limit, as one problem', () => {
  const zeros = new Uint8Array(20_000_000).fill(32);
  const tooLarge = [{ message: expect.stringMatching(/larger than --max-input \(1 MiB\)/) }];
  test.each([
    ['gzip', gzipSync(zeros)],
    ['zip', zipSync({ 'a.yaml': zeros, 'b.yaml': zeros })],
    ['gzip in gzip', gzipSync(gzipSync(zeros))],
    ['tar', gzipSync(createTar([{ name: 'a.yaml', data: zeros }]))],
  ])('%s', (_kind, bytes) => {
    expect(read('bomb', bytes, 1 << 20).problems).toMatchObject(tooLarge);
  });

  test('that say they are small', () => {
    const bytes = zipSync({ 'a.yaml': zeros });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const directory = view.getUint32(bytes.length - 6, true);
    view.setUint32(directory + 24, 100, true);
    const { manifests, problems } = read('bomb.zip', bytes, 1 << 20);
    expect({ manifests, problems: problems.length < 2 }).toEqual({ manifests: [], problems: true });
  });
});
