import { NoAnswer } from '../io.ts';
import { git } from './git.ts';
import { type Repository, shallowHint } from './repository.ts';

/** A revision, by its name and by its commit. */
interface Named {
  readonly revision: string;
  readonly commit: string;
}

/** Makes sure that there is a history from one revision to another. Throws a NoAnswer for none, or one the other way round. */
export async function historyBetween(repository: Repository, from: Named, to: Named): Promise<void> {
  if (from.commit === to.commit) {
    throw new NoAnswer([`${from.revision} and ${to.revision} are the same commit: nothing is between them`]);
  }
  const { code, out } = await git(repository.root, ['merge-base', from.commit, to.commit]);
  if (code !== 0) {
    const hint = await shallowHint(repository);
    throw new NoAnswer([`${from.revision} and ${to.revision} have no history in common${hint}`]);
  }
  if (out.toString().trim() === to.commit) {
    throw new NoAnswer([`${to.revision} comes before ${from.revision}: --good is the older one, --bad the newer`]);
  }
}
