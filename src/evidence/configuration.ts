import type { Cluster } from '../model/cluster.ts';
import type { Container, EnvironmentVariable } from '../model/container.ts';
import type { Pod } from '../model/pod.ts';
import type { ContainerConfiguration } from './targets/index.ts';

/** What a container is configured with, as far as the cluster's objects tell: Secrets are named and never read. */
export function configurationOf(cluster: Cluster, pod: Pod, container: Container): ContainerConfiguration {
  return {
    environment: [
      ...container.environmentFrom.flatMap((source) => variablesOf(cluster, pod, source)),
      ...container.environment.map((variable) => resolveVariable(cluster, pod, variable)),
    ],
    command: container.command,
    args: container.args,
    files: filesOf(cluster, pod, container),
  };
}

type Variable = ContainerConfiguration['environment'][number];

function variablesOf(
  cluster: Cluster,
  pod: Pod,
  { kind, name, prefix }: Container['environmentFrom'][number],
): readonly Variable[] {
  if (kind === 'secret') return [{ name: `${prefix}*`, from: `secret ${name}` }];
  const data = cluster.configMap(pod.namespace, name)?.data ?? new Map<string, string>();
  return [...data].map(([key, value]) => ({ name: `${prefix}${key}`, value }));
}

function resolveVariable(cluster: Cluster, pod: Pod, { name, value, from }: EnvironmentVariable): Variable {
  if (value !== undefined) return { name, value };
  if (from === undefined) return { name };
  if (from.kind === 'field') return { name, from: `field ${from.name}` };
  const source = `${from.kind} ${from.name}/${from.key}`;
  const resolved =
    from.kind === 'configmap' ? cluster.configMap(pod.namespace, from.name)?.data.get(from.key) : undefined;
  return { name, from: source, ...(resolved !== undefined && { value: resolved }) };
}

function filesOf(cluster: Cluster, pod: Pod, container: Container): ContainerConfiguration['files'] {
  const mounted = new Set(container.mounts.map((mount) => mount.volume));
  return pod.configVolumes
    .filter((volume) => mounted.has(volume.name))
    .flatMap(({ configMap }) => {
      const data = cluster.configMap(pod.namespace, configMap)?.data ?? new Map<string, string>();
      return [...data].map(([key, text]) => ({ name: `configmap ${configMap} key ${key}`, text }));
    });
}
