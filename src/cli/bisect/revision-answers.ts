import { policyKnowledge } from '../../diagnose/index.ts';
import { type Input, type InputFile, InputMemo, readInput } from '../../input/index.ts';
import {
  type Answer,
  ask,
  type Connectivity,
  type EngineOptions,
  MovingEngine,
  type ObjectMap,
  type PolicyEngine,
  UnknownObjectError,
} from '../../policy/index.ts';
import { assuming } from '../answers.ts';
import type { RepositoryPaths } from '../git/repository.ts';
import { RevisionReader } from '../git/revision-reader.ts';
import { type Tree, TreeFilter } from '../git/tree.ts';
import { formatInputProblem, formatObjectProblem } from '../load.ts';

/** What is asked of every revision. */
export interface RevisionQuestion {
  readonly from: string;
  readonly to: string;
  readonly namespace: string | undefined;
}

/** What a revision says. One without an answer is passed by, as by `git bisect skip`. */
export type RevisionAnswer =
  | { readonly kind: 'answered'; readonly verdict: Answer }
  | { readonly kind: 'untestable'; readonly reason: string };

/** A revision that was read. */
export interface RevisionState {
  readonly input: Input;
  readonly objects: ObjectMap;
}

/** Asks revisions of a repository one question. Each file and each object is read once, however many revisions have it. */
export class RevisionAnswers {
  readonly moving: MovingEngine;
  private readonly filter: TreeFilter;
  private readonly question: RevisionQuestion;
  private readonly laidOver: readonly InputFile[];
  private readonly maxInput: number;
  private readonly reader: RevisionReader;
  private readonly memo = new InputMemo();
  private readonly answers = new Map<string, RevisionAnswer>();

  /** `laidOver` are files that every revision is given besides its own. */
  constructor(
    given: RepositoryPaths,
    question: RevisionQuestion,
    options: {
      readonly laidOver: readonly InputFile[];
      readonly maxInput: number;
      readonly engine: EngineOptions;
    },
  ) {
    this.filter = new TreeFilter(given.paths);
    this.question = question;
    this.laidOver = options.laidOver;
    this.maxInput = options.maxInput;
    this.reader = new RevisionReader(given.repository, options.maxInput);
    this.moving = new MovingEngine(options.engine);
  }

  /** The commits that were asked. */
  get tested(): number {
    return this.answers.size;
  }

  /** The commits that have no answer, and why, in the order in which they were asked. */
  get untestable(): readonly { readonly commit: string; readonly reason: string }[] {
    return [...this.answers].flatMap(([commit, answer]) =>
      answer.kind === 'untestable' ? [{ commit, reason: answer.reason }] : [],
    );
  }

  /** What a commit says, whose tree this is; remembered by the commit. */
  async answer(commit: string, tree: Tree): Promise<RevisionAnswer> {
    const known = this.answers.get(commit);
    if (known !== undefined) return known;
    const state = await this.read(tree);
    const problem = this.problemOf(state);
    const answer = problem === undefined ? this.verdictOf(state) : untestable(problem);
    this.answers.set(commit, answer);
    return answer;
  }

  /** The files and the objects of a tree. */
  async read(tree: Tree): Promise<RevisionState> {
    const files = await this.reader.read(this.filter.filesOf(tree).files);
    const input = readInput([...files, ...this.laidOver], { maxInput: this.maxInput }, this.memo);
    return { input, objects: this.moving.objectsOf(input.manifests) };
  }

  /** The answer of an engine that holds a revision. Throws an UnknownObjectError where it has none. */
  ask(engine: PolicyEngine, input: Input): Connectivity {
    const { from, to, namespace } = this.question;
    return assuming(ask(engine, from, to, namespace), policyKnowledge(input, engine));
  }

  /** Ends the git that it reads through. */
  close(): void {
    this.reader.close();
  }

  private problemOf({ input }: RevisionState): string | undefined {
    const [broken] = input.problems;
    if (broken !== undefined) return formatInputProblem(broken);
    const [invalid] = this.moving.problemsOf(input.manifests);
    return invalid === undefined ? undefined : formatObjectProblem(invalid);
  }

  private verdictOf({ input, objects }: RevisionState): RevisionAnswer {
    const engine = this.moving.at(objects);
    if (policyKnowledge(input, engine) === 'missing') return untestable('it does not hold the network policies');
    try {
      return { kind: 'answered', verdict: this.ask(engine, input).verdict };
    } catch (error) {
      if (error instanceof UnknownObjectError) return untestable(error.message);
      throw error;
    }
  }
}

function untestable(reason: string): RevisionAnswer {
  return { kind: 'untestable', reason };
}
