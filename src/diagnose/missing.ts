import type { Case } from './case.ts';
import type { MissingObservation } from './diagnosis.ts';
import type { Need } from './need.ts';

// What would settle an undetermined verdict. Words in capitals are for the reader to fill in.

export function missingPolicies(): MissingObservation {
  return {
    observation: 'the network policies of the cluster',
    command: 'kubectl get networkpolicies --all-namespaces -o yaml > networkpolicies.yaml',
  };
}

export function missingLog({ evidence }: Case): MissingObservation {
  const { pod, container } = evidence;
  return {
    observation: 'the log of the run that failed',
    command: `kubectl logs -n ${pod.namespace} ${pod.name} -c ${container.name} --previous`,
  };
}

/** Tried from the pod's own network namespace, since another pod has other labels and so other policies. */
export function missingProbe({ evidence }: Case, need: Need | undefined): MissingObservation {
  const { pod } = evidence;
  const target = need === undefined ? 'HOST PORT' : `${need.host} ${need.port ?? 'PORT'}`;
  return {
    observation: 'whether the connection works, tried as this pod',
    command: `kubectl debug -n ${pod.namespace} ${pod.name} -it --image=nicolaka/netshoot -- nc -zvw 5 ${target}`,
  };
}

export function missingProfile(): MissingObservation {
  return {
    observation: 'which dataplane enforces the policies',
    command: 'netwhy diagnose --profile DATAPLANE -f INPUT',
  };
}
