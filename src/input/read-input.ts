import type { Manifest } from '../model/manifest.ts';
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
import type { InputMemo } from './input-memo.ts';
import { isDumpLayout } from './layout.ts';
import { type FileContent, readFile } from './read-file.ts';

const defaultMaxInput = 512 * 1024 * 1024;

/**
 * Reads what people have at hand: manifests, `kubectl get` output, a `kubectl cluster-info dump`, a snapshot, archives of
 * them, the logs of a support bundle. Never throws for what is in the files: broken ones are in `problems`, others in
 * `passedOver`. With a `memo` a file that it has met before is not read again; those inside of archives always are.
 */
export function readInput(files: Iterable<InputFile>, options: InputOptions = {}, memo?: InputMemo): Input {
  const reading = new Reading();
  const expander = new Expander(options.maxInput ?? defaultMaxInput, (problem) => reading.problems.push(problem));
  for (const file of expander.expand(files)) reading.add(file.path, memo?.read(file) ?? readFile(file));
  return reading.result();
}

/** Puts together what the files hold, in their order. */
class Reading {
  readonly problems: InputProblem[] = [];
  private readonly manifests: Manifest[] = [];
  private readonly logs: ContainerLog[] = [];
  private readonly passedOver: PassedOver[] = [];
  private readonly warnings: InputProblem[] = [];
  private readonly paths: string[] = [];
  private snapshot: SnapshotInfo | undefined;
  private hasDumpLogs = false;

  add(path: string, content: FileContent): void {
    this.paths.push(path);
    // One at a time: a spread of 100,000 arguments overflows the stack.
    for (const manifest of content.manifests) this.manifests.push(manifest);
    for (const log of content.logs) this.logs.push(log);
    for (const file of content.passedOver) this.passedOver.push(file);
    for (const problem of content.problems) this.problems.push(problem);
    for (const warning of content.warnings) this.warnings.push(warning);
    this.snapshot ??= content.snapshot;
    this.hasDumpLogs ||= content.isDumpLogs;
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

  private form(): InputForm {
    if (this.snapshot !== undefined) return 'snapshot';
    return this.hasDumpLogs || isDumpLayout(this.paths) ? 'cluster-info-dump' : 'manifests';
  }
}
