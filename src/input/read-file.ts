import type { Manifest } from '../model/manifest.ts';
import type { SourceFile } from '../model/source.ts';
import { splitDumpLogs } from './dump-logs.ts';
import type { ContainerLog, InputFile, InputProblem, PassedOver, SnapshotInfo } from './input.ts';
import { looksLikeManifest, placeOf } from './layout.ts';
import { readManifestFile } from './manifest-file.ts';
import { snapshotInfoOf } from './snapshot-info.ts';
import { decodeText } from './text.ts';

/** What one file holds, no archive, whatever lies beside it. */
export interface FileContent {
  readonly manifests: readonly Manifest[];
  readonly logs: readonly ContainerLog[];
  readonly snapshot?: SnapshotInfo;
  /** It has the logs of a dump. */
  readonly isDumpLogs: boolean;
  readonly passedOver: readonly PassedOver[];
  readonly problems: readonly InputProblem[];
  readonly warnings: readonly InputProblem[];
}

const nothing: FileContent = {
  manifests: [],
  logs: [],
  isDumpLogs: false,
  passedOver: [],
  problems: [],
  warnings: [],
};

/** Reads a file by its place and its text. Never throws for what is in it. */
export function readFile({ path, bytes }: InputFile): FileContent {
  const place = placeOf(path);
  if (place.kind === 'left') return passedOver(path, place.reason);
  if (place.kind === 'log') {
    const { namespace, pod, container, previous } = place;
    const file = { path, text: decodeLog(bytes) };
    return { ...nothing, logs: [{ namespace, pod, container, previous, file }] };
  }
  const text = decodeText(bytes);
  if (text === undefined) return passedOver(path, 'not text in UTF-8');
  if (text.trim() === '') return passedOver(path, 'empty');
  if (place.kind === 'dump-logs') return readDumpLogs({ path, text });
  if (place.kind === 'unknown' && !looksLikeManifest(text)) return passedOver(path, 'neither a manifest nor a log');
  return readManifests({ path, text });
}

function passedOver(path: string, reason: string): FileContent {
  return { ...nothing, passedOver: [{ path, reason }] };
}

function readDumpLogs({ path, text }: SourceFile): FileContent {
  const sections = splitDumpLogs(text);
  if (sections.length === 0) return passedOver(path, 'holds no logs of containers');
  const logs: ContainerLog[] = [];
  const left: PassedOver[] = [];
  for (const { namespace, pod, container, text: log, error } of sections) {
    const name = `${path} (container ${container})`;
    if (log === undefined) left.push({ path: name, reason: `no log: ${error ?? ''}` });
    else logs.push({ namespace, pod, container, previous: false, file: { path: name, text: log } });
  }
  return { ...nothing, isDumpLogs: true, logs, passedOver: left };
}

function readManifests(file: SourceFile): FileContent {
  const { manifests: all, isKubernetes, problems, warnings } = readManifestFile(file);
  if (problems.length > 0 && all.length === 0 && isOtherJson(file)) {
    return passedOver(file.path, `no Kubernetes object; ${problems[0]?.message ?? ''}`);
  }
  if (!isKubernetes && problems.length === 0) {
    return { ...passedOver(file.path, 'holds no Kubernetes object'), warnings };
  }
  const manifests: Manifest[] = [];
  let snapshot: SnapshotInfo | undefined;
  for (const manifest of all) {
    const info = snapshotInfoOf(manifest);
    if (info === undefined) manifests.push(manifest);
    else snapshot ??= info;
  }
  return { ...nothing, manifests, ...(snapshot !== undefined && { snapshot }), problems, warnings };
}

/** Editors' settings are JSON with comments: broken, but never meant as manifests. */
function isOtherJson({ path, text }: SourceFile): boolean {
  return /\.json$/i.test(path) && !text.includes('apiVersion') && !text.includes('kind');
}

/** Programs print what they like. */
function decodeLog(bytes: Uint8Array): string {
  return decodeText(bytes) ?? new TextDecoder().decode(bytes);
}
