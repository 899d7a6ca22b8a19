import type { ContainerConfiguration, TargetCandidate } from './index.ts';
import { targetsOf } from './index.ts';

/** `NAME=value` pairs as the variables of a container that has nothing else. */
export function environment(...pairs: readonly string[]): ContainerConfiguration {
  const variables = pairs.map((pair) => {
    const equals = pair.indexOf('=');
    return { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
  });
  return { environment: variables, command: [], args: [], files: [] };
}

/** A container that is started with these arguments. */
export function started(args: readonly string[], ...pairs: readonly string[]): ContainerConfiguration {
  return { ...environment(...pairs), args };
}

export function file(text: string, name = 'configmap shop/config key app'): ContainerConfiguration {
  return { ...environment(), files: [{ name, text }] };
}

/** `host:port`, with `~` for a port that is assumed and `/UDP`, the surest first. */
export function found(configuration: ContainerConfiguration): readonly string[] {
  return targetsOf(configuration).map(printed);
}

function printed({ host, port, portAssumed, protocol }: TargetCandidate): string {
  const address = host.includes(':') ? `[${host}]` : host;
  const suffix = port === undefined ? '' : `${portAssumed ? '~' : ':'}${port}`;
  return `${address}${suffix}${protocol === 'UDP' ? '/UDP' : ''}`;
}
