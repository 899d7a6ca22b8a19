import type { Manifest } from '../model/manifest.ts';
import type { SourceFile } from '../model/source.ts';
import { splitDumpLogs } from './dump-logs.ts';
import { Expander } from './expand.ts';
import type {
  ContainerLog,
  Input,
  InputFile,
  InputForm,
  InputOptions,
  InputProblem,
  PassedOver,
  SnapshotInfo,
} from './input.ts';
import { isDumpLayout, looksLikeManifest, placeOf } from './layout.ts';
import { readManifestFile } from './manifest-file.ts';
import { snapshotInfoOf } from './snapshot-info.ts';
import { decodeText } from './text.ts';

const defaultMaxInput = 512 * 1024 * 1024;

/**
 * Reads what people have at hand: manifests, `kubectl get` output, a `kubectl cluster-info dump`, a snapshot, archives of
 * them, the logs of a support bundle. Never throws for what is in the files: broken ones are in `problems`, others in `passedOver`.
 */
export function readInput(files: Iterable<InputFile>, options: InputOptions = {}): Input {
  const reading = new Reading();
  const expander = new Expander(options.maxInput ?? defaultMaxInput, (problem) => reading.problems.push(problem));
  for (const file of expander.expand(files)) reading.read(file);
  return reading.result();
}

class Reading {
  readonly problems: InputProblem[] = [];
  private readonly manifests: Manifest[] = [];
  private readonly logs: ContainerLog[] = [];
  private readonly passedOver: PassedOver[] = [];
  private readonly warnings: InputProblem[] = [];
  private readonly paths: string[] = [];
  private snapshot: SnapshotInfo | undefined;
  private hasDumpLogs = false;

  read(file: InputFile): void {
    this.paths.push(file.path);
    const reason = this.take(file);
    if (reason !== undefined) this.passOver(file.path, reason);
  }

  result(): Input {
    return {
      form: this.form(),
      manifests: this.manifests,
      logs: this.logs,
      ...(this.snapshot === undefined ? {} : { snapshot: this.snapshot }),
      paths: this.paths,
      passedOver: this.passedOver,
      problems: this.problems,
      warnings: this.warnings,
    };
  }

  /** `take`, `takeDumpLogs` and `takeManifests` give the reason where a file is passed over. */
  private take({ path, bytes }: InputFile): string | undefined {
    const place = placeOf(path);
    if (place.kind === 'left') return place.reason;
    if (place.kind === 'log') {
      const { namespace, pod, container, previous } = place;
      this.logs.push({ namespace, pod, container, previous, file: { path, text: decodeLog(bytes) } });
      return undefined;
    }
    const text = decodeText(bytes);
    if (text === undefined) return 'not text in UTF-8';
    if (text.trim() === '') return 'empty';
    if (place.kind === 'dump-logs') return this.takeDumpLogs({ path, text });
    if (place.kind === 'unknown' && !looksLikeManifest(text)) return 'neither a manifest nor a log';
    return this.takeManifests({ path, text });
  }

  private takeDumpLogs({ path, text }: SourceFile): string | undefined {
    const sections = splitDumpLogs(text);
    if (sections.length === 0) return 'holds no logs of containers';
    this.hasDumpLogs = true;
    for (const { namespace, pod, container, text: log, error } of sections) {
      const name = `${path} (container ${container})`;
      if (log === undefined) this.passOver(name, `no log: ${error ?? ''}`);
      else this.logs.push({ namespace, pod, container, previous: false, file: { path: name, text: log } });
    }
    return undefined;
  }

  private takeManifests(file: SourceFile): string | undefined {
    const { manifests, isKubernetes, problems, warnings } = readManifestFile(file);
    if (problems.length > 0 && manifests.length === 0 && isOtherJson(file)) {
      return `no Kubernetes object; ${problems[0]?.message ?? ''}`;
    }
    this.problems.push(...problems);
    this.warnings.push(...warnings);
    for (const manifest of manifests) {
      const info = snapshotInfoOf(manifest);
      if (info === undefined) this.manifests.push(manifest);
      else this.snapshot ??= info;
    }
    return isKubernetes || problems.length > 0 ? undefined : 'holds no Kubernetes object';
  }

  private form(): InputForm {
    if (this.snapshot !== undefined) return 'snapshot';
    return this.hasDumpLogs || isDumpLayout(this.paths) ? 'cluster-info-dump' : 'manifests';
  }

  private passOver(path: string, reason: string): void {
    this.passedOver.push({ path, reason });
  }
}

/** Editors' settings are JSON with comments: broken, but never meant as manifests. */
function isOtherJson({ path, text }: SourceFile): boolean {
  return /\.json$/i.test(path) && !text.includes('apiVersion') && !text.includes('kind');
}

/** Programs print what they like. */
function decodeLog(bytes: Uint8Array): string {
  return decodeText(bytes) ?? new TextDecoder().decode(bytes);
}
