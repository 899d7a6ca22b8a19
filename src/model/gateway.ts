import { Fields } from './fields.ts';
import { everything, operators, type Requirement, type Selector } from './labels.ts';
import type { Metadata } from './metadata.ts';
import { namespaceNameLabel } from './namespace.ts';

/** A port on which a Gateway takes connections. */
export interface Listener {
  readonly name: string;
  readonly port: number;
  /** `HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP`, or a protocol of its implementation's own. */
  readonly protocol: string;
  /** The namespaces whose routes may attach; undefined: the Gateway's own alone. */
  readonly namespaces?: Selector;
  /** The kinds of route that may attach; undefined: those that its protocol has. */
  readonly kinds?: readonly string[];
}

/** A Gateway: ports that are open to the outside, to which routes attach (gateway.networking.k8s.io). */
export interface Gateway extends Metadata {
  readonly className: string;
  readonly listeners: readonly Listener[];
}

/** Reads v1, v1beta1 and v1alpha2, which agree on these fields. */
export function decodeGateway(fields: Fields, metadata: Metadata): Gateway {
  const spec = fields.object('spec') ?? new Fields({}, ['spec']);
  return {
    ...metadata,
    className: spec.text('gatewayClassName') ?? '',
    listeners: spec.objects('listeners').map(decodeListener),
  };
}

function decodeListener(fields: Fields): Listener {
  const allowed = fields.object('allowedRoutes');
  const namespaces = decodeNamespaces(allowed?.object('namespaces'));
  const kinds = allowed?.objects('kinds') ?? [];
  return {
    name: fields.text('name') ?? '',
    port: fields.number('port') ?? 0,
    protocol: fields.text('protocol') ?? '',
    ...(namespaces !== undefined && { namespaces }),
    ...(kinds.length > 0 && { kinds: kinds.filter(isOfGatewayApi).map((kind) => kind.text('kind') ?? '') }),
  };
}

function isOfGatewayApi(kind: Fields): boolean {
  return (kind.text('group') ?? gatewayGroup) === gatewayGroup;
}

const gatewayGroup = 'gateway.networking.k8s.io';

function decodeNamespaces(fields: Fields | undefined): Selector | undefined {
  switch (fields?.text('from')) {
    case 'All':
      return everything;
    case 'Selector':
      return decodeSelector(fields.object('selector'));
    default:
      return undefined;
  }
}

/** A selector that is missing, unlike one that is empty, takes nothing (apimachinery LabelSelectorAsSelector). */
function decodeSelector(fields: Fields | undefined): Selector {
  if (fields === undefined) return { requirements: [{ key: namespaceNameLabel, operator: 'In', values: [] }] };
  const labels = [...fields.textMap('matchLabels')];
  const expressions = fields.objects('matchExpressions');
  return {
    requirements: [
      ...labels.map(([key, value]): Requirement => ({ key, operator: 'In', values: [value] })),
      ...expressions.map(decodeExpression),
    ],
  };
}

/** The API server lets no unknown operator in; one that is there all the same selects nothing. */
function decodeExpression(fields: Fields): Requirement {
  const text = fields.text('operator');
  const operator = operators.find((known) => known === text);
  const key = fields.text('key') ?? '';
  return operator === undefined
    ? { key, operator: 'In', values: [] }
    : { key, operator, values: fields.texts('values') };
}
