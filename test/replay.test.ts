import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { netwhy } from './support/command.ts';

const snapshot = ['-f', 'examples/crash-loops'];
const example = ['replay', 'test/fixtures/flows.jsonl', ...snapshot];
const flow = '{"from":"tickets/deploy/consumer","to":"tickets/deploy/queue","port":8080}';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netwhy-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function replaying(name: string, content: string | Uint8Array, ...more: readonly string[]) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const { code, out, err } = await netwhy(['replay', path, ...snapshot, ...more]);
  return { code, out, err: err.replaceAll(`${folder}/`, '') };
}

describe('netwhy replay', () => {
  it('shows what would be denied, and counts the rest', async () => {
    const { out, code } = await netwhy(example);
    expect(`${out}exit ${code}`).toMatchInlineSnapshot(`
      "FROM         TO            PORT       FLOWS   LAST SEEN              DECIDED BY
      web/client   shop/server   8080/TCP   3       2026-11-23T15:20:00Z   ingress shop/restrict-server examples/crash-loops/objects/networkpolicies.yaml:108

      1 of 5 connections that got through would be denied (3 flows). 1 has an end that nobody knows.
      6 lines were read; passed over: 1 ICMP.
      exit 1"
    `);
  });

  it('wide: every flow with its answer', async () => {
    const { out } = await netwhy([...example, '-o', 'wide']);
    expect(out).toMatchInlineSnapshot(`
      "FROM               TO              PORT       ANSWER    GOT THROUGH   DENIED   LAST SEEN              DECIDED BY
      outside            data/postgres   5432/TCP   allowed   1             0        2026-11-23T15:22:00Z   no policy isolates
      shop/deploy/none   shop/server     8080/TCP   unknown   1             0        2026-11-23T15:23:00Z   shop/deploy/none: no Deployment "none" in namespace shop; there is shop/server
      shop/old-7d9       shop/server     8080/TCP   allowed   1             0        2026-11-23T15:23:00Z   ingress shop/restrict-server#ingress[0].from[0] examples/crash-loops/objects/networkpolicies.yaml:120 (by the labels in the flow: a pod is gone)
      tickets/consumer   tickets/queue   8080/TCP   allowed   1             0        2026-11-23T15:21:00Z   ingress tickets/queue-ingress#ingress[0].from[0] examples/crash-loops/objects/networkpolicies.yaml:173
      web/client         shop/server     8080/TCP   denied    3             0        2026-11-23T15:20:00Z   ingress shop/restrict-server examples/crash-loops/objects/networkpolicies.yaml:108

      1 of 5 connections that got through would be denied (3 flows). 1 has an end that nobody knows.
      6 lines were read; passed over: 1 ICMP.
      "
    `);
  });

  it('tells what a policy that is not applied yet would break', async () => {
    expect((await replaying('flows.jsonl', flow)).code).toBe(0);
    const closed = join(folder, 'closed.yaml');
    writeFileSync(
      closed,
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: closed, namespace: tickets}\nspec: {podSelector: {}, policyTypes: [Egress]}',
    );
    const { code, out } = await replaying('flows.jsonl', flow, '--with', closed);
    expect(out).toMatch(/tickets\/consumer +tickets\/queue +8080\/TCP +1 +- +egress tickets\/closed /);
    expect(code).toBe(1);
  });

  it('reads standard input, folders and gzip', async () => {
    const { out } = await netwhy(['replay', '-', ...snapshot], { stdin: `${flow}\n${flow}\n` });
    expect(out).toContain('2 lines were read');
    expect((await replaying('flows.jsonl.gz', gzipSync(flow))).out).toContain('1 line was read');
  });
});

describe('what is no answer', () => {
  it.each([
    ['a line that is no flow', `${flow}\n{"a": 1}\n`, 'f.jsonl:2:1: it is no flow: neither of Hubble nor of netwhy'],
    [
      'a line that is no JSON',
      `${flow}\nFORWARDED\n`,
      'f.jsonl:2:1: not JSON: a value is no word of JSON, or not in quotes',
    ],
    ['JSON with a slip', `${flow}\n{"from": "a" "to": "b"}\n`, 'f.jsonl:2:14: not JSON: a comma is expected'],
    [
      'two flows on a line',
      `${flow}${flow}\n`,
      `f.jsonl:1:${flow.length + 1}: not JSON: there is text after the end of the value`,
    ],
    [
      'a wrong field deep inside',
      '{"flow": {"l4": {"TCP": {"destination_port": "80"}}}}\n',
      'f.jsonl:1:26: flow.l4.TCP.destination_port: must be a number, but is the string "80"',
    ],
    [
      'a wrong field',
      '{"from": "a", "to": "b", "port": "80"}\n',
      'f.jsonl:1:26: port: must be a number, but is the string "80"',
    ],
    ['an empty file', '', 'there are no flows in f.jsonl'],
  ])('%s', async (_name, content, line) => {
    expect(await replaying('f.jsonl', content)).toEqual({ code: 3, out: '', err: `error: ${line}\n` });
  });

  it('a file that is no gzip, and one that is not there', async () => {
    expect(await replaying('f.gz', flow)).toMatchObject({ code: 3, err: 'error: f.gz is no whole gzip file\n' });
    const { err } = await netwhy(['replay', join(folder, 'nowhere'), ...snapshot]);
    expect(err).toMatch(/^error: .*nowhere cannot be read: there is no such file or folder\n$/);
  });

  it('flows of which nobody knows an end alone', async () => {
    expect((await replaying('f.jsonl', '{"from": "shop/none", "to": "shop/neither", "port": 80}')).code).toBe(3);
  });
});

describe('hostile logs end soon, in an answer or an error', () => {
  it.each([
    ['a line of 2 MiB', `${'x'.repeat(2 * 1024 * 1024)}\n${flow}\n`, 0],
    ['no UTF-8', Uint8Array.from([...new TextEncoder().encode(`${flow}\n`), 0xff, 0xfe, 0x0a]), 3],
    [
      'prototype keys',
      `{"__proto__": {"flow": {}}, "from": {"namespace": "a", "labels": {"__proto__": "b"}}, "to": "shop/none", "port": 1}\n`,
      3,
    ],
    ['a cut off line', `${flow}\n{"flow": {"verd`, 0],
  ])('%s', async (_name, content, code) => {
    const ended = await replaying('hostile.jsonl', content);
    expect(ended.code).toBe(code);
    expect(ended.err).not.toContain('fault of its own');
  });
});
