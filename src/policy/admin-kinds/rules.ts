import { append } from '../../model/append.ts';
import type { Fields } from '../../model/fields.ts';
import { forbidden, invalidObject, type ValidationProblem } from '../api-validation.ts';
import type { Action, Direction, Peer, PortRule, Rule } from '../policy.ts';

/** How the rules of one kind are written. */
export interface RuleForm {
  /** The word for `allow`. */
  readonly allow: 'Allow' | 'Accept';
  readonly portsKey: 'ports' | 'protocols';
  readonly decodePort: (fields: Fields, problems: ValidationProblem[]) => PortRule;
  readonly decodePeers: (fields: Fields, problems: ValidationProblem[]) => readonly Peer[];
}

/** Reads the rules of a direction; undefined where there are none. */
export function decodeRules(
  spec: Fields,
  direction: Direction,
  form: RuleForm,
  problems: ValidationProblem[],
): readonly Rule[] | undefined {
  const rules = spec.objects(direction);
  if (rules.length === 0) return undefined;
  const peersKey = direction === 'ingress' ? 'from' : 'to';
  return rules.map((fields) => {
    const rule = decodeRule(fields, peersKey, form, problems);
    append(problems, ruleProblems(rule, form));
    return rule;
  });
}

function decodeRule(fields: Fields, peersKey: 'from' | 'to', form: RuleForm, problems: ValidationProblem[]): Rule {
  const name = fields.text('name');
  const ports = fields.objects(form.portsKey).map((port) => form.decodePort(port, problems));
  return {
    path: fields.path,
    action: decodeAction(fields.text('action'), form),
    ...(name !== undefined && { name }),
    peers: fields.objects(peersKey).flatMap((peer) => form.decodePeers(peer, problems)),
    ...(ports.length > 0 && { ports }),
  };
}

/** An action that the schema refuses is read as the one that lets nothing through. */
function decodeAction(text: string | undefined, { allow }: RuleForm): Action {
  if (text === allow) return 'allow';
  return text === 'Pass' ? 'pass' : 'deny';
}

/** The rules of validation that span several fields of a rule. */
function ruleProblems(
  { path, action, peers = [], ports = [] }: Rule,
  { allow }: RuleForm,
): readonly ValidationProblem[] {
  const problems: ValidationProblem[] = [];
  const hasNamedPort = ports.some(({ protocol }) => protocol === undefined);
  if (hasNamedPort && peers.some(({ kind }) => kind !== 'pods')) {
    problems.push(invalidObject(path, noNamedPorts));
  }
  const domain = peers.find(({ kind }) => kind === 'domain');
  if (domain !== undefined && action !== 'allow') {
    // The API says so in words alone.
    problems.push(forbidden(domain.path.slice(0, -1), `domainNames is only supported for ${allow} rules`));
  }
  return problems;
}

const noNamedPorts =
  'networks/nodes/domainNames peer cannot be set with namedPorts since there are no namedPorts for networks/nodes/domainNames';
