import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environment, found } from './configuration.test-support.ts';
import type { ContainerVariable } from './index.ts';

const corpora = process.env['NETWHY_CORPORA'];

interface Container {
  readonly env?: readonly ContainerVariable[];
  readonly command?: readonly string[];
  readonly args?: readonly string[];
}

interface Pod {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly containers: readonly Container[] };
}

/** What each client of the snapshot connects to, read by a person; every other container is a server. */
const targets: Readonly<Record<string, string>> = {
  'edge/client': 'server.store:80',
  'ledger/worker': 'api:80',
  'mail/digest': 'relay:25',
  'mail/sender': 'relay~80',
  'reports/builder': 'postgres.data.svc.cluster.local:5432',
  'search/frontend': 'index:9200',
  'tickets/consumer': 'queue:80',
  'web/client': 'server.shop.svc.cluster.local:80',
};

function podsOf(folder: string): readonly Pod[] {
  const path = join(folder, 'snapshots', 'ten-crash-loops', 'objects', 'pods.json');
  const list: { readonly items: readonly Pod[] } = JSON.parse(readFileSync(path, 'utf8'));
  return list.items;
}

describe.skipIf(corpora === undefined)('crash loops (set NETWHY_CORPORA to the folder of the corpora)', () => {
  const pods = corpora === undefined ? [] : podsOf(corpora);

  test.each(pods.map((pod) => [pod.metadata.namespace, pod.metadata.name, pod] as const))(
    '%s/%s',
    (namespace, name, pod) => {
      const workload = `${namespace}/${name.replace(/-[0-9a-z]+-[0-9a-z]{5}$/, '')}`;
      const target = targets[workload];
      for (const { env = [], command = [], args = [] } of pod.spec.containers) {
        const configuration = { ...environment(), environment: env, command, args };
        expect(found(configuration)).toEqual(target === undefined ? [] : [target]);
      }
    },
  );
});
