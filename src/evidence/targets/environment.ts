import { cutText } from './bounds.ts';
import type { ContainerVariable, HiddenTarget } from './candidate.ts';
import { mentionsOfScript } from './command.ts';
import { mentionsOfFile } from './file.ts';
import { type Mention, ranks } from './mention.ts';
import type { Setting } from './named-setting.ts';
import { type Lookup, resolveKubernetes } from './references.ts';
import { isLocator, isSecretName, nameWords, roleOf } from './role.ts';
import { isServiceLink, mentionsOfServiceLinks } from './service-links.ts';
import { mentionsOfSettings } from './setting.ts';

/** The values that may be read, by name: the last of two of one name counts, and `$(VAR)` sees those before it. */
export function valuesOf(environment: readonly ContainerVariable[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, value, from } of environment) {
    if (value === undefined || isSecret(from)) values.delete(name);
    else
      values.set(
        name,
        resolveKubernetes(cutText(value), (other) => values.get(other)),
      );
  }
  return values;
}

function isSecret(from: string | undefined): boolean {
  return from !== undefined && /^secret/i.test(from);
}

/** The targets that the variables name. */
export function mentionsOfEnvironment(
  environment: readonly ContainerVariable[],
  values: ReadonlyMap<string, string>,
): readonly Mention[] {
  const known = environment.flatMap(({ name }) => {
    const value = values.get(name);
    return value === undefined ? [] : [{ name, value }];
  });
  const links = known.filter((variable) => isServiceLink(variable, values));
  const settings = known
    .filter((variable) => !isServiceLink(variable, values))
    .map(({ name, value }) => ({ name, value, source: `env ${name}` }));
  return [
    ...mentionsOfSettings(settings, ranks.named),
    ...settings.flatMap((setting) => mentionsOfContent(setting, (name) => values.get(name))),
    ...mentionsOfServiceLinks(links, values),
  ];
}

/** A variable may hold a whole file, or options for a program: `JAVA_TOOL_OPTIONS=-Ddb.host=…`. */
function mentionsOfContent({ name, value, source }: Setting, lookup: Lookup): readonly Mention[] {
  const words = nameWords(name);
  if (isSecretName(words)) return [];
  if (/^\s*(?:\{|\[\s*\{)/.test(value) || value.includes('\n'))
    return mentionsOfFile({ name: source, text: value }, lookup);
  const last = words.at(-1) ?? '';
  if (!/^(?:opts?|options|args|arguments|flags|command|cmd)$/.test(last)) return [];
  return mentionsOfScript(value, source, lookup);
}

/** Variables that are named like a target and whose value is kept elsewhere, in the order given. */
export function hiddenTargets(configuration: {
  readonly environment: readonly ContainerVariable[];
}): readonly HiddenTarget[] {
  const hidden = new Map<string, HiddenTarget>();
  for (const { name, value, from } of configuration.environment) {
    const words = nameWords(name);
    const role = roleOf(words);
    if (from === undefined || (value !== undefined && !isSecret(from)) || /^(?:field|resource)/i.test(from)) continue;
    if (role !== undefined && isLocator(role)) hidden.set(name, { name, from });
  }
  return [...hidden.values()];
}
