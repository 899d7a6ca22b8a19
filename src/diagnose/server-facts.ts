import { failingContainers, type LogText, readLog } from '../evidence/index.ts';
import { fullName } from '../model/metadata.ts';
import { type Pod, servingContainers } from '../model/pod.ts';
import type { WorkloadRef } from '../model/workload.ts';
import type { Target } from '../policy/index.ts';
import type { Case } from './case.ts';
import type { Evidence } from './diagnosis.ts';

/** What the servers of a connection say themselves about whether anybody listens. */
export interface ServerFacts {
  /** Nobody can answer on the port: it is positively known, not only undeclared. */
  readonly nobodyListens: boolean;
  /** The workload behind, where none of its pods is well. */
  readonly down?: WorkloadRef;
  readonly evidence: readonly Evidence[];
}

export function serverFacts(diagnosed: Case, target: Target): ServerFacts {
  const servers = target.servers.flatMap(({ endpoint, port }) =>
    endpoint.kind === 'pod' ? [{ pod: endpoint.pod, port }] : [],
  );
  const facts = servers.map(({ pod, port }) => portFacts(diagnosed, pod, port, target.protocol));
  const down = servers.length > 0 && servers.every(({ pod }) => isDown(diagnosed, pod)) ? servers[0]?.pod : undefined;
  return {
    nobodyListens: facts.length > 0 && facts.every((fact) => fact.isElsewhere),
    ...(down !== undefined && { down: diagnosed.engine.cluster.workloadOf(down) }),
    evidence: facts.flatMap((fact) => fact.evidence).slice(0, 4),
  };
}

interface PortFacts {
  /** Both the pod's declaration and its log name other ports, and not this one. */
  readonly isElsewhere: boolean;
  readonly evidence: readonly Evidence[];
}

/** A declaration alone proves nothing, since a program may listen where it likes; together with its own log it does. */
function portFacts({ logsOf }: Case, pod: Pod, port: number, protocol: string): PortFacts {
  const declared = servingContainers(pod)
    .flatMap((container) => container.ports)
    .filter((candidate) => candidate.protocol === protocol)
    .map((candidate) => candidate.port);
  const listening = servingContainers(pod).flatMap((container) => listeningPorts(logsOf, pod, container.name));
  const evidence: Evidence[] = [];
  if (declared.length > 0 && !declared.includes(port)) {
    const says = `${fullName(pod)} declares port ${declared.join(', ')}, and not ${port}`;
    evidence.push({ kind: 'config', says, for: 'not-policy', source: `pod ${fullName(pod)}` });
  }
  const [heard] = listening;
  if (heard !== undefined && !listening.some((candidate) => candidate.port === port)) {
    const says = `${fullName(pod)} says that it listens on ${listening.map((candidate) => candidate.port).join(', ')}`;
    evidence.push({ kind: 'log', says, for: 'not-policy', source: heard.source });
  }
  return { isElsewhere: evidence.length === 2, evidence };
}

interface ListeningPort {
  readonly port: number;
  readonly source: string;
}

function listeningPorts(logsOf: Case['logsOf'], pod: Pod, container: string): readonly ListeningPort[] {
  return logsOf(pod.namespace, pod.name, container)
    .filter((log) => !log.previous)
    .flatMap(listeningIn);
}

/** Several rules, and several clients, ask about the same server: a log of it is read once. */
const known = new WeakMap<LogText, readonly ListeningPort[]>();

function listeningIn(log: LogText): readonly ListeningPort[] {
  const ports = known.get(log) ?? readListening(log);
  known.set(log, ports);
  return ports;
}

function readListening({ text, path }: LogText): readonly ListeningPort[] {
  return readLog(text, { maxFindings: 50 })
    .findings.filter((finding) => finding.class === 'listening')
    .flatMap(({ port, decisiveLine }) => (port === undefined ? [] : [{ port, source: `${path}:${decisiveLine}` }]));
}

function isDown({ now, evidence }: Case, pod: Pod): boolean {
  return pod !== evidence.pod && (pod.phase === 'Pending' || failingContainers(pod, now).length > 0);
}
