import type { LogText } from '../evidence/index.ts';
import type { ContainerLog } from '../input/index.ts';

/** The logs of a container, of its present run and of the one before. */
export type LogsOf = (namespace: string, pod: string, container: string) => readonly LogText[];

/** Finds the logs of an input by their container. */
export function logIndex(logs: readonly ContainerLog[]): LogsOf {
  const index = new Map<string, LogText[]>();
  for (const { namespace, pod, container, previous, file } of logs) {
    const key = `${namespace}/${pod}/${container}`;
    const known = index.get(key) ?? [];
    known.push({ path: file.path, text: file.text, previous });
    index.set(key, known);
  }
  return (namespace, pod, container) => index.get(`${namespace}/${pod}/${container}`) ?? [];
}
