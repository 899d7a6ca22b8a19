import { isProtocol, type Protocol } from './connection-set.ts';
import type { Fields } from './fields.ts';

/** A port that a container declares. Declaring names it; a container may listen on others too. */
export interface ContainerPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** Where the value of a variable comes from that the pod spec does not hold itself (core/v1 EnvVarSource). */
export interface ValueSource {
  readonly kind: 'configmap' | 'secret' | 'field';
  /** The name of the ConfigMap or Secret, or the path of the pod's own field: `status.podIP`. */
  readonly name: string;
  /** The key in the ConfigMap or Secret; empty for `field`. */
  readonly key: string;
}

/** An environment variable of a container: its value, or where that comes from. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly value?: string;
  readonly from?: ValueSource;
}

/** A ConfigMap or Secret of which every key becomes a variable, `prefix` before its name (core/v1 EnvFromSource). */
export interface EnvironmentSource {
  readonly kind: 'configmap' | 'secret';
  readonly name: string;
  readonly prefix: string;
}

/** What a probe is for: a failing liveness or startup probe ends the container, readiness takes it out of Services. */
export type ProbeKind = 'liveness' | 'readiness' | 'startup';

const probeFields: readonly (readonly [ProbeKind, string])[] = [
  ['liveness', 'livenessProbe'],
  ['readiness', 'readinessProbe'],
  ['startup', 'startupProbe'],
];

/** A check that the kubelet makes on a container again and again. */
export interface Probe {
  readonly kind: ProbeKind;
  /** A number, or the name of a container port; missing for an exec probe. */
  readonly port?: number | string;
  /** What an exec probe runs; empty for the others. */
  readonly command: readonly string[];
  readonly timeoutSeconds: number;
}

/** The directory or file at which a container sees a volume of its pod. */
export interface VolumeMount {
  readonly volume: string;
  readonly path: string;
}

/** A container of a pod, as far as it tells what the container connects to and whether it should be running. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly environment: readonly EnvironmentVariable[];
  readonly environmentFrom: readonly EnvironmentSource[];
  readonly ports: readonly ContainerPort[];
  readonly probes: readonly Probe[];
  readonly mounts: readonly VolumeMount[];
  /** A `sidecar` is an init container with `restartPolicy: Always`: it runs as long as the pod does. */
  readonly kind: 'container' | 'init' | 'sidecar';
}

export function decodeContainer(fields: Fields, isInit: boolean): Container {
  const isSidecar = isInit && fields.text('restartPolicy') === 'Always';
  return {
    name: fields.text('name') ?? '',
    image: fields.text('image') ?? '',
    command: fields.texts('command'),
    args: fields.texts('args'),
    environment: fields.each('env', decodeVariable),
    environmentFrom: fields.each('envFrom', decodeEnvironmentSource).flat(),
    ports: fields.each('ports', decodePort),
    probes: probeFields.flatMap(([kind, field]) => decodeProbe(kind, fields.object(field))),
    mounts: fields.each('volumeMounts', (mount) => ({
      volume: mount.text('name') ?? '',
      path: mount.text('mountPath') ?? '',
    })),
    kind: isSidecar ? 'sidecar' : isInit ? 'init' : 'container',
  };
}

function decodePort(fields: Fields): ContainerPort {
  const name = fields.text('name');
  const protocol = fields.text('protocol') ?? 'TCP';
  return {
    port: fields.number('containerPort') ?? 0,
    protocol: isProtocol(protocol) ? protocol : 'TCP',
    ...(name !== undefined && name !== '' && { name }),
  };
}

function decodeVariable(fields: Fields): EnvironmentVariable {
  const value = fields.text('value');
  const from = decodeValueSource(fields.object('valueFrom'));
  return {
    name: fields.text('name') ?? '',
    ...(from === undefined ? { value: value ?? '' } : { from }),
  };
}

function decodeValueSource(fields: Fields | undefined): ValueSource | undefined {
  const configMap = fields?.object('configMapKeyRef');
  const secret = fields?.object('secretKeyRef');
  const reference = configMap ?? secret;
  if (reference !== undefined) {
    return {
      kind: configMap === undefined ? 'secret' : 'configmap',
      name: reference.text('name') ?? '',
      key: reference.text('key') ?? '',
    };
  }
  const path = fields?.object('fieldRef')?.text('fieldPath');
  return path === undefined ? undefined : { kind: 'field', name: path, key: '' };
}

function decodeEnvironmentSource(fields: Fields): readonly EnvironmentSource[] {
  const prefix = fields.text('prefix') ?? '';
  return (['configmap', 'secret'] as const).flatMap((kind) => {
    const reference = fields.object(kind === 'configmap' ? 'configMapRef' : 'secretRef');
    return reference === undefined ? [] : [{ kind, name: reference.text('name') ?? '', prefix }];
  });
}

function decodeProbe(kind: ProbeKind, probe: Fields | undefined): readonly Probe[] {
  if (probe === undefined) return [];
  const network = probe.object('httpGet') ?? probe.object('tcpSocket') ?? probe.object('grpc');
  const port = network?.numberOrText('port');
  return [
    {
      kind,
      command: probe.object('exec')?.texts('command') ?? [],
      timeoutSeconds: probe.number('timeoutSeconds') ?? 1,
      ...(port !== undefined && { port }),
    },
  ];
}
