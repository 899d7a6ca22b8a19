import type {
  CauseCode,
  Destination,
  Diagnosis,
  DiagnosisVerdict,
  Evidence,
  MissingObservation,
} from '../../diagnose/index.ts';
import type { Protocol } from '../../model/connection-set.ts';
import type { WorkloadRef } from '../../model/workload.ts';
import {
  type ApiVersion,
  apiVersion,
  type InputDocument,
  type NearMissDocument,
  nearMissDocument,
  type PolicyDocument,
  policyDocument,
  type WorkloadDocument,
} from './common.ts';

/** The answer of `netwhy diagnose -o json`. */
export interface DiagnosisList {
  readonly apiVersion: ApiVersion;
  readonly kind: 'DiagnosisList';
  readonly input: InputDocument;
  readonly items: readonly DiagnosisDocument[];
}

/** Why a container fails, and whether policies are the reason. */
export interface DiagnosisDocument {
  readonly subject: {
    readonly namespace: string;
    readonly workload: WorkloadDocument;
    readonly pods: readonly string[];
    readonly container: string;
  };
  readonly verdict: DiagnosisVerdict;
  /** One sentence. */
  readonly summary: string;
  readonly cause: { readonly code: CauseCode; readonly message: string };
  readonly connection?: ConnectionDocument;
  readonly direction?: 'ingress' | 'egress' | 'both';
  /** The policies that isolate the end, or both ends, at which the connection is blocked. */
  readonly policies?: readonly PolicyDocument[];
  /** The rules that almost let the connection through, closest first. */
  readonly nearMisses?: readonly NearMissDocument[];
  readonly evidence: readonly Evidence[];
  readonly contradictions: readonly string[];
  readonly missing: readonly MissingObservation[];
  readonly rootOf: readonly NamespacedWorkload[];
  readonly causedBy?: NamespacedWorkload;
}

/** The connection whose failure a diagnosis explains. */
export interface ConnectionDocument {
  readonly from: NamespacedWorkload;
  readonly to: DestinationDocument;
  /** The Service that the client dials, with its own port: `namespace/name:port`. */
  readonly service?: string;
}

/** A workload and its namespace. */
export interface NamespacedWorkload {
  readonly namespace: string;
  readonly workload: WorkloadDocument;
}

/** Where a connection leads: it has one of workload, address, node and name. */
export interface DestinationDocument {
  readonly namespace?: string;
  readonly workload?: WorkloadDocument;
  readonly address?: string;
  readonly node?: string;
  readonly name?: string;
  /** The server's own port. */
  readonly port: number;
  readonly protocol: Protocol;
}

/** The document of the diagnoses of `netwhy diagnose`. */
export function diagnosisList(diagnoses: readonly Diagnosis[], input: InputDocument): DiagnosisList {
  return { apiVersion, kind: 'DiagnosisList', input, items: diagnoses.map(diagnosisDocument) };
}

function diagnosisDocument(diagnosis: Diagnosis): DiagnosisDocument {
  const { subject, verdict, summary, cause, connection, blocked, evidence, contradictions, missing } = diagnosis;
  return {
    subject: { ...namespaced(subject.workload), pods: subject.pods, container: subject.container },
    verdict,
    summary,
    cause,
    ...(connection !== undefined && {
      connection: {
        from: namespaced(connection.from),
        to: { ...destination(connection.to), port: connection.port, protocol: connection.protocol },
        ...(connection.service !== undefined && { service: connection.service }),
      },
    }),
    ...(blocked !== undefined && {
      direction: blocked.direction,
      policies: blocked.policies.map(policyDocument),
      nearMisses: blocked.obstacles.flatMap(({ misses }) => misses).map(nearMissDocument),
    }),
    evidence,
    contradictions,
    missing,
    rootOf: diagnosis.rootOf.map(namespaced),
    ...(diagnosis.causedBy !== undefined && { causedBy: namespaced(diagnosis.causedBy) }),
  };
}

function namespaced({ namespace, kind, name }: WorkloadRef): NamespacedWorkload {
  return { namespace, workload: { kind, name } };
}

function destination(to: Destination): Omit<DestinationDocument, 'port' | 'protocol'> {
  return to.kind === 'workload' ? namespaced(to.workload) : { [to.kind]: to.name };
}
