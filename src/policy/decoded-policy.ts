import type { ValidationProblem } from './api-validation.ts';
import type { Policy } from './policy.ts';

/** A policy as it was written, and what the API server would reject it for. */
export interface DecodedPolicy {
  readonly policy: Policy;
  /** What the API server would reject it for; if not all of it is harmless, the policy stands for nothing. */
  readonly problems: readonly ValidationProblem[];
}
