import { nameWords, type Role, roleOf } from './role.ts';

/** A name and a value, whether of a variable, of an option or of a key in a file. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  /** `env DB_HOST`, `args[2]`, the name of a file. */
  readonly source: string;
}

/** A setting with what its name says. */
export interface NamedSetting extends Setting {
  readonly words: readonly string[];
  readonly role: Role | undefined;
}

export function nameSetting(setting: Setting): NamedSetting {
  const words = nameWords(setting.name);
  return { ...setting, words, role: roleOf(words) };
}
