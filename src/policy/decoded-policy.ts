import type { ValidationProblem } from './api-validation.ts';
import type { Policy } from './policy.ts';

/** A policy as it was written, and what the API server would reject it for. */
export interface DecodedPolicy {
  readonly policy: Policy;
  readonly problems: readonly ValidationProblem[];
}
