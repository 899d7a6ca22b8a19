/** What a search through a long history costs: a repository with many policies, of which each commit changes one. */

import { netwhy } from '../test/support/command.ts';
import { type CommitText, TestRepository } from '../test/support/repository.ts';

const count = Number(process.argv[2] ?? 1000);
const policies = Number(process.argv[3] ?? 300);
const flipAt = Math.floor(count * 0.6);

function namespaceText(index: number): string {
  const pods = ['client', 'server'].map(
    (name) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ns-${index}, labels: {app: ${name}}}
spec: {containers: [{name: main, ports: [{containerPort: 8080}]}]}`,
  );
  const namespace = `apiVersion: v1\nkind: Namespace\nmetadata: {name: ns-${index}, labels: {team: t-${index}}}`;
  return [namespace, ...pods].join('\n---\n');
}

function policyText(index: number, team: string, revision: number): string {
  return `# ${revision}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: guard, namespace: ns-${index}}
spec:
  podSelector: {matchLabels: {app: server}}
  ingress:
    - from:
        - namespaceSelector: {matchLabels: {team: ${team}}}
      ports: [{port: 8080}]
`;
}

function commits(): readonly CommitText[] {
  const start = Array.from({ length: policies }, (_, index) => [
    [`k8s/ns-${index}/app.yaml`, namespaceText(index)],
    [`k8s/ns-${index}/policy.yaml`, policyText(index, 't-1', 0)],
  ]).flat();
  const rest = Array.from({ length: count - 1 }, (_, step): CommitText => {
    const revision = step + 1;
    const index = revision === flipAt ? 0 : 1 + (revision % (policies - 1));
    const text = policyText(index, revision === flipAt ? 't-2' : 't-1', revision);
    return { message: `Change ${revision}`, files: { [`k8s/ns-${index}/policy.yaml`]: text } };
  });
  return [{ message: 'Start', files: Object.fromEntries(start) as Record<string, string> }, ...rest];
}

const repository = new TestRepository();
try {
  const [good = ''] = repository.import(commits());
  const question = ['bisect', 'ns-1/client', 'ns-0/server:8080', '--good', good, '-f', `${repository.path}/k8s`];
  console.log(`${count} commits, ${policies} policies, ${policies * 2} pods`);
  console.log(`${'WHAT'.padEnd(32)}${'MEDIAN'.padStart(10)}${'CPU'.padStart(10)}${'TESTED'.padStart(9)}`);
  for (const [what, ...options] of [['the search'], ['every change (--all)', '--all']] as const) {
    const runs: { readonly milliseconds: number; readonly cpu: number; readonly tested: number }[] = [];
    for (let run = 0; run < 3; run++) {
      const start = performance.now();
      const cpu = process.cpuUsage();
      const { out, code, err } = await netwhy([...question, ...options, '-o', 'json']);
      if (code !== 1) throw new Error(err);
      const { tested } = JSON.parse(out) as { readonly tested: number };
      const { user, system } = process.cpuUsage(cpu);
      runs.push({ milliseconds: performance.now() - start, cpu: (user + system) / 1000, tested });
    }
    const median = runs.sort((a, b) => a.milliseconds - b.milliseconds)[1];
    const [time, cpu] = [median?.milliseconds, median?.cpu].map((value = Number.NaN) => `${Math.round(value)} ms`);
    console.log(`${what.padEnd(32)}${time?.padStart(10)}${cpu?.padStart(10)}${String(median?.tested).padStart(9)}`);
  }
} finally {
  repository.remove();
}
