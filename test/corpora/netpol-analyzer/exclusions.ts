import type { Case } from './cases.ts';

/** Why a case is not compared, for all kinds of cases; undefined for one that is. */
export function exclusionOf({ multi, format, dir }: Case): string | undefined {
  if (multi === true) return 'it is about several networks (user-defined networks), which netwhy does not model';
  if (format === 'md' || format === 'dot')
    return 'the corpus does not hold its answer, which is that of the txt, csv or json in another form';
  return dir === undefined ? undefined : brokenFolders.get(dir);
}

/** Folders that no comparison can use. */
const brokenFolders: ReadonlyMap<string, string> = new Map([
  [
    'tests/anp_test_named_ports_multiple_peers',
    'the API server refuses its policy: named ports beside peers that are networks (a CEL rule of the resource)',
  ],
]);

/**
 * Ingresses that name the port of the pods where the API wants the Service's (networking.k8s.io/v1 ServiceBackendPort):
 * the tool takes it for either, by folder.
 */
export const brokenIngresses: ReadonlyMap<string, string> = new Map([
  ['tests/k8s_ingress_test_new', '{ingress-controller} → default/unicorn[Deployment]'],
  ['tests/onlineboutique_workloads_with_ingress', '{ingress-controller} → default/frontend[Deployment]'],
]);
export const brokenIngress = 'a line on an Ingress that names a port which its Service does not have';
