import { describe, expect, it } from 'vitest';
import { formatConnections } from '../../../src/model/index.ts';
import { changesBetween } from './changes.ts';
import { type ConnectionList, connectionListOf, differences } from './connection-list.ts';
import { namedPortsIn, readConnections } from './connection-text.ts';
import { readPotentialName } from './exposure-peer.ts';
import { inFocus } from './focus.ts';
import { readChanges } from './read-changes.ts';
import { readExplanations } from './read-explanations.ts';
import { readCsvLine, readList } from './read-list.ts';

function lines(list: ConnectionList): readonly string[] {
  return [...list].map(([pair, connections]) => `${pair}: ${formatConnections(connections)}`);
}

const list = (...rows: readonly (readonly [string, string, string])[]) =>
  connectionListOf(rows.map(([from, to, text]) => ({ from, to, connections: readConnections(text) })));

describe('connections', () => {
  it.each([
    ['All Connections', 'TCP all; UDP all; SCTP all'],
    ['No Connections', 'nothing'],
    ['TCP 1-79,81-65535,UDP 53', 'TCP 1-79,81-65535; UDP 53'],
    ['SCTP,TCP 80,443,UDP', 'TCP 80,443; UDP all; SCTP all'],
    ['TCP http,8080', 'TCP 8080'],
  ])('%s', (text, expected) => {
    expect(formatConnections(readConnections(text))).toBe(expected);
  });

  it('keep the names of ports', () => {
    expect([namedPortsIn('TCP http,8080,UDP dns'), namedPortsIn(' local')]).toEqual([
      ['TCP http', 'UDP dns'],
      ['local'],
    ]);
    expect(namedPortsIn('All Connections')).toEqual([]);
  });
});

describe('a list', () => {
  const wanted = ['0.0.0.0-10.0.0.255 → a/b[Pod]: TCP 80', 'a/b[Pod] → c/d[Deployment]: TCP 80; UDP 53'];
  it.each([
    ['txt', 'a/b[Pod] => c/d[Deployment] : TCP 80,UDP 53\n0.0.0.0-10.0.0.255[External] => a/b[Pod] : TCP 80\n'],
    ['csv', 'src,dst,conn\na/b[Pod],c/d[Deployment],"TCP 80,UDP 53"\n0.0.0.0-10.0.0.255[External],a/b[Pod],TCP 80\n'],
    [
      'json',
      JSON.stringify([
        { src: 'a/b[Pod]', dst: 'c/d[Deployment]', conn: 'TCP 80,UDP 53' },
        { src: '0.0.0.0-10.0.0.255[External]', dst: 'a/b[Pod]', conn: 'TCP 80' },
      ]),
    ],
  ] as const)('is the same in %s', (format, text) => {
    expect(lines(readList(text, format).connections)).toEqual(wanted);
  });

  it('has the longest ranges, however they were cut', () => {
    const cut = list(['0.0.0.0-9.255.255.255', 'a', 'TCP 80'], ['10.0.0.0-255.255.255.255', 'a', 'TCP 80']);
    expect(differences(cut, list(['0.0.0.0/0', 'a', 'TCP 80']))).toEqual([]);
    expect(differences(cut, list(['0.0.0.0/0', 'a', 'TCP 81']))).toEqual([
      '0.0.0.0-255.255.255.255 → a: TCP 80 for TCP 81',
    ]);
  });

  it('tells who is exposed, and who is not protected', () => {
    const text =
      'Exposure Analysis Result:\nEgress Exposure:\na/b[Pod] \t=> \tentire-cluster : TCP http\n\nIngress Exposure:\na/b[Pod]   \t<= \tns/[all pods] : UDP 53\n\nWorkloads not protected by network policies:\na/b[Pod] is not protected on Egress\n';
    const { exposure, unprotected } = readList(text, 'txt');
    expect(exposure.map((row) => `${row.from} → ${row.to}: ${row.text}`)).toEqual([
      'a/b[Pod] → entire-cluster: TCP http',
      'ns/[all pods] → a/b[Pod]: UDP 53',
    ]);
    expect(unprotected).toEqual(['a/b[Pod], egress']);
  });

  it('in focus has the pairs of the flags, on their connection', () => {
    const all = list(
      ['a/b[Pod]', 'c/d[Pod]', 'TCP 80,UDP 53'],
      ['c/d[Pod]', 'a/b[Pod]', 'TCP 81'],
      ['e', 'f', 'TCP 80'],
    );
    const flags = ['--focusworkload', 'a/b', '--focus-direction', 'egress', '--focus-conn', 'tcp-80'];
    expect(lines(inFocus(all, { id: 1, command: 'list', flags }))).toEqual(['a/b[Pod] → c/d[Pod]: TCP 80']);
  });

  it('in CSV has quotes around commas', () => {
    expect(readCsvLine('a,"b,c",,"d""e"')).toEqual(['a', 'b,c', '', 'd"e']);
  });
});

it('differences are cut where either list is', () => {
  const before = list(['a', '0.0.0.0/0', 'TCP 80']);
  const after = list(
    ['a', '0.0.0.0-9.255.255.255', 'TCP 80'],
    ['a', '11.0.0.0-255.255.255.255', 'TCP 81'],
    ['b', 'a', 'UDP 53'],
  );
  const text = `Connectivity diff:
diff-type: removed, source: a, destination: 10.0.0.0-10.255.255.255[External], ref1: TCP 80, ref2: No Connections
diff-type: changed, source: a, destination: 11.0.0.0-255.255.255.255[External], ref1: TCP 80, ref2: TCP 81
diff-type: added, source: b, destination: a, ref1: No Connections, ref2: UDP 53, workloads-diff-info: workload b added`;
  const [got, wanted] = [changesBetween(before, after), readChanges(text, 'txt')];
  expect([lines(got.before), lines(got.after)]).toEqual([lines(wanted.before), lines(wanted.after)]);
  expect(lines(got.before)).toEqual(['a → 10.0.0.0-255.255.255.255: TCP 80']);
});

it('potential pods are told by their requirements', () => {
  const peer =
    '[namespace with {foo=managed,{Key:env,Operator:In,Values:[b a],}}]/[pod with {{Key:app,Operator:Exists,Values:[],}}]';
  expect(readPotentialName(peer)).toBe('env In a b, foo In managed / app Exists');
  expect(readPotentialName('[all namespaces]/[all pods]')).toBe(' / ');
  expect(readPotentialName('shop/[pod with {app=web}]')).toBe('kubernetes.io/metadata.name In shop / app In web');
});

it('an explanation has the reasons of both ends', () => {
  const text = `Connections between a/b[Pod] => c/d[Pod]:

Denied connections:
\tDenied TCP:[1-79,81-65535], UDP, SCTP due to the following policies and rules:
\t\tEgress (Allowed) due to the system default (Allow all)
\t\tIngress (Denied)
\t\t\tAdminNetworkPolicy 'late' passes connections by Ingress rule leave it
\t\t\tNetworkPolicy list:
\t\t\t\t- NetworkPolicy 'c/one' selects c/d[Pod], and Ingress rule #1 selects a/b[Pod], but the protocols and ports do not match
\t\t\t\t- NetworkPolicy 'c/two' selects c/d[Pod], but a/b[Pod] is not allowed by any Ingress rule (no rules defined)
`;
  const [explanation] = readExplanations(text);
  expect(explanation?.sides).toEqual({
    egress: { allowed: true, facts: [] },
    ingress: {
      allowed: false,
      facts: [
        'isolates NetworkPolicy c/one',
        'isolates NetworkPolicy c/two',
        'passes AdminNetworkPolicy late leave it',
      ],
    },
  });
  expect(formatConnections(explanation!.connections)).toBe('TCP 1-79,81-65535; UDP all; SCTP all');
});
