import { isProtocol, type Protocol } from './connection-set.ts';
import type { Fields } from './fields.ts';

export interface ContainerPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** Where a value comes from that the pod spec does not hold itself. */
export interface ValueSource {
  readonly kind: 'configmap' | 'secret' | 'field';
  /** Of the ConfigMap or Secret; the field path for `field`. */
  readonly name: string;
  readonly key: string;
  readonly optional: boolean;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly value?: string;
  readonly from?: ValueSource;
}

export interface EnvironmentSource {
  readonly kind: 'configmap' | 'secret';
  readonly name: string;
  readonly prefix: string;
}

export type ProbeKind = 'liveness' | 'readiness' | 'startup';

export interface Probe {
  readonly kind: ProbeKind;
  /** Missing for an exec probe. */
  readonly port?: number | string;
  readonly command: readonly string[];
  readonly timeoutSeconds: number;
}

export interface VolumeMount {
  readonly volume: string;
  readonly path: string;
}

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
  readonly kind: 'container' | 'init' | 'sidecar';
}

export function decodeContainer(fields: Fields, isInit: boolean): Container {
  const isSidecar = isInit && fields.text('restartPolicy') === 'Always';
  return {
    name: fields.text('name') ?? '',
    image: fields.text('image') ?? '',
    command: fields.texts('command'),
    args: fields.texts('args'),
    environment: fields.objects('env').map(decodeVariable),
    environmentFrom: fields.objects('envFrom').flatMap(decodeEnvironmentSource),
    ports: fields.objects('ports').map(decodePort),
    probes: (['liveness', 'readiness', 'startup'] as const).flatMap((kind) => decodeProbe(fields, kind)),
    mounts: fields.objects('volumeMounts').map((mount) => ({
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
    ...(name !== undefined && name !== '' && { name }),
    port: fields.number('containerPort') ?? 0,
    protocol: isProtocol(protocol) ? protocol : 'TCP',
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
      optional: reference.boolean('optional') ?? false,
    };
  }
  const path = fields?.object('fieldRef')?.text('fieldPath');
  return path === undefined ? undefined : { kind: 'field', name: path, key: '', optional: false };
}

function decodeEnvironmentSource(fields: Fields): readonly EnvironmentSource[] {
  const prefix = fields.text('prefix') ?? '';
  return (['configmap', 'secret'] as const).flatMap((kind) => {
    const reference = fields.object(kind === 'configmap' ? 'configMapRef' : 'secretRef');
    return reference === undefined ? [] : [{ kind, name: reference.text('name') ?? '', prefix }];
  });
}

function decodeProbe(container: Fields, kind: ProbeKind): readonly Probe[] {
  const probe = container.object(`${kind}Probe`);
  if (probe === undefined) return [];
  const network = probe.object('httpGet') ?? probe.object('tcpSocket') ?? probe.object('grpc');
  const port = network?.numberOrText('port');
  return [
    {
      kind,
      ...(port !== undefined && { port }),
      command: probe.object('exec')?.texts('command') ?? [],
      timeoutSeconds: probe.number('timeoutSeconds') ?? 1,
    },
  ];
}
