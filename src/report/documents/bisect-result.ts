import type { Answer, Connectivity, ObjectChange, RuleEffect } from '../../policy/index.ts';
import {
  type DirectionDocument,
  directionDocument,
  type Question,
  type RuleDocument,
  ruleDocument,
} from './check-result.ts';
import { type ApiVersion, apiVersion, type InputDocument, placeOf } from './common.ts';

/** A commit, and who made it. */
export interface CommitDocument {
  /** The full id. */
  readonly id: string;
  readonly subject: string;
  readonly author: { readonly name: string; readonly email: string };
  /** When its author wrote it, RFC 3339. */
  readonly date: string;
}

/** One end of a search. */
export interface RevisionDocument {
  /** As it was asked for: `v1.2`, `HEAD`. */
  readonly revision: string;
  /** The full id of its commit. */
  readonly commit: string;
  readonly verdict: Answer;
}

/** A line of an object that a change takes away or adds. */
export interface ChangedLineDocument {
  readonly change: 'removed' | 'added';
  readonly file: string;
  /** From 1, in the file that has the line: before the change, or after it. */
  readonly line: number;
  readonly text: string;
  /** The commit that wrote the line; missing where git cannot tell. */
  readonly writtenBy?: CommitDocument;
}

/** An answer, and the rules of the policies that isolate an end. */
export interface ExplainedAnswer {
  readonly answer: Connectivity;
  readonly rules: readonly RuleEffect[];
}

/** An object that turns the answer, and its lines. */
export interface ChangedObject {
  readonly change: ObjectChange;
  readonly lines: readonly ChangedLineDocument[];
}

/** A commit after which the answer is another one. */
export interface AnswerChange {
  readonly commit: CommitDocument;
  /** The merges that brought it, the one on the branch that was searched first. */
  readonly mergedBy: readonly CommitDocument[];
  /** Commits right before it that give no answer: any of them may be the one. */
  readonly candidates: readonly CommitDocument[];
  readonly before: ExplainedAnswer;
  readonly after: ExplainedAnswer;
  readonly objects: readonly ChangedObject[];
}

/** What a search through a history found. */
export interface HistorySearch {
  readonly good: RevisionDocument;
  readonly bad: RevisionDocument;
  /** Oldest first. */
  readonly changes: readonly AnswerChange[];
  /** How many commits between the two touch the files. */
  readonly commits: number;
  /** How many revisions were evaluated. */
  readonly tested: number;
  readonly untestable: readonly UntestableDocument[];
}

/** A revision that was evaluated in vain. */
export interface UntestableDocument {
  readonly commit: string;
  readonly reason: string;
}

/** The answer of `netwhy bisect -o json`. */
export interface BisectResult extends Omit<HistorySearch, 'changes'> {
  readonly apiVersion: ApiVersion;
  readonly kind: 'BisectResult';
  /** Of the bad revision. */
  readonly input: InputDocument;
  readonly from: string;
  readonly to: string;
  /** Empty where the answer is the same at both ends; one, or with `--all` each there is, oldest first. */
  readonly changes: readonly AnswerChangeDocument[];
}

/** A commit that changes the answer. */
export interface AnswerChangeDocument {
  readonly change: ChangeWord;
  readonly commit: CommitDocument;
  /** The merges that brought it, the one on the branch that was searched first. */
  readonly mergedBy: readonly CommitDocument[];
  /** Commits right before it that give no answer: any of them may be the one. */
  readonly candidates: readonly CommitDocument[];
  readonly before: RevisionAnswerDocument;
  readonly after: RevisionAnswerDocument;
  /** The changed objects that turn the answer, none more than needed. */
  readonly objects: readonly ChangedObjectDocument[];
}

/** What a commit did to a connection: `unsure` where it is implementation-defined since. */
export type ChangeWord = 'opened' | 'closed' | 'unsure';

/** The answer of one revision, and what decides it. */
export interface RevisionAnswerDocument {
  readonly verdict: Answer;
  readonly ingress: DirectionDocument;
  readonly egress: DirectionDocument;
  readonly dependsOn: readonly string[];
  readonly rules: readonly RuleDocument[];
}

/** An object that a commit adds, removes or changes. */
export interface ChangedObjectDocument {
  readonly change: 'added' | 'removed' | 'changed';
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Where it stands after the change; one that is removed, before it. */
  readonly file: string;
  readonly line: number;
  readonly lines: readonly ChangedLineDocument[];
}

/** The document of a search of `netwhy bisect`. */
export function bisectResult({ from, to }: Question, search: HistorySearch, input: InputDocument): BisectResult {
  const { good, bad, commits, tested, untestable } = search;
  return {
    apiVersion,
    kind: 'BisectResult',
    input,
    from,
    to,
    good,
    bad,
    changes: search.changes.map(changeDocument),
    commits,
    tested,
    untestable,
  };
}

/** What a change of the answer means for the connection. */
export function changeWord({ after }: AnswerChange): ChangeWord {
  switch (after.answer.verdict) {
    case 'allowed':
      return 'opened';
    case 'denied':
      return 'closed';
    case 'implementation-defined':
      return 'unsure';
  }
}

/** What became of an object, and where it stands. */
export function changedObjectDocument({ change, lines }: ChangedObject): ChangedObjectDocument {
  const { before, after, object } = change;
  const { source } = object.manifest;
  return {
    change: after === undefined ? 'removed' : before === undefined ? 'added' : 'changed',
    ...object.ref,
    ...placeOf(source, ['metadata', 'name']),
    lines: lines.map(({ writtenBy, ...line }) => ({
      ...line,
      ...(writtenBy !== undefined && { writtenBy: commitDocument(writtenBy) }),
    })),
  };
}

function changeDocument(change: AnswerChange): AnswerChangeDocument {
  const { commit, mergedBy, candidates, before, after, objects } = change;
  return {
    change: changeWord(change),
    commit: commitDocument(commit),
    mergedBy: mergedBy.map(commitDocument),
    candidates: candidates.map(commitDocument),
    before: answerDocument(before),
    after: answerDocument(after),
    objects: objects.map(changedObjectDocument),
  };
}

function answerDocument({ answer, rules }: ExplainedAnswer): RevisionAnswerDocument {
  const { verdict, decisive, dependsOn } = answer;
  return {
    verdict,
    ingress: directionDocument(decisive.ingress),
    egress: directionDocument(decisive.egress),
    dependsOn,
    rules: rules.map(ruleDocument),
  };
}

/** Only what the document promises, whatever else is known of a commit. */
function commitDocument({ id, subject, author, date }: CommitDocument): CommitDocument {
  return { id, subject, author, date };
}
