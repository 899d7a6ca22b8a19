import type { ClusterObjects, Labels, Maybe, PodObject, SelectorText } from './objects.ts';

/** 9: all requirements hold; an empty selector has none. */
export function selects({ matchLabels, matchExpressions }: SelectorText, labels: Maybe<Labels>): boolean {
  const labelOf = (key: string) => (labels != null && Object.hasOwn(labels, key) ? labels[key] : undefined);
  const areEqual = Object.entries(matchLabels ?? {}).every(([key, value]) => labelOf(key) === value);
  const doMatch = (matchExpressions ?? []).every(({ key, operator, values }) => {
    const value = labelOf(key);
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const isListed = value !== undefined && (values ?? []).includes(value);
    if (operator === 'In') return isListed;
    if (operator === 'NotIn') return !isListed;
    throw new Error(`no operator ${operator}`);
  });
  return areEqual && doMatch;
}

/** 11, 12: the namespace's name is a label of it, whether its manifest says so or is missing. */
export function selectsNamespaceOf(selector: SelectorText, pod: PodObject, cluster: ClusterObjects): boolean {
  const name = pod.metadata.namespace;
  const namespace = cluster.namespaces.find(({ metadata }) => metadata.name === name);
  return selects(selector, { ...namespace?.metadata.labels, 'kubernetes.io/metadata.name': name });
}

export function selectsPod(selector: SelectorText, pod: PodObject): boolean {
  return selects(selector, pod.metadata.labels);
}
