import type { PolicyKnowledge } from '../diagnose/index.ts';
import { type Answer, type Connectivity, ReferenceSyntaxError, UnknownObjectError } from '../policy/index.ts';
import { type ExitCode, exitCodes, NoAnswer, UsageError } from './io.ts';

/** Runs what looks up names that the user typed, and says what is wrong with them as the command line does. */
export function answering<T>(lookUp: () => T): T {
  try {
    return lookUp();
  } catch (error) {
    if (error instanceof ReferenceSyntaxError) throw new UsageError(error.message);
    if (error instanceof UnknownObjectError) throw new NoAnswer([error.message]);
    throw error;
  }
}

/** Manifests need not hold a policy; an answer from none says so. */
export function assuming(answer: Connectivity, policies: PolicyKnowledge): Connectivity {
  const { ingress, egress } = answer.decisive;
  const isDecided = [ingress, egress].some(({ allowedBy, deniedBy }) => allowedBy.length + deniedBy.length > 0);
  if (policies !== 'none' || isDecided) return answer;
  return { ...answer, assumptions: [...answer.assumptions, 'the input holds no network policy: there is none'] };
}

export function exitCodeOf(answer: Answer): ExitCode {
  switch (answer) {
    case 'allowed':
      return exitCodes.holds;
    case 'denied':
      return exitCodes.finding;
    case 'implementation-defined':
      return exitCodes.noAnswer;
  }
}
