import { Fields } from '../../model/fields.ts';
import { everything } from '../../model/labels.ts';
import type { Manifest } from '../../model/manifest.ts';
import { decodeMetadata } from '../../model/metadata.ts';
import { objectNameProblems, type ValidationProblem } from '../api-validation.ts';
import type { DecodedPolicy } from '../decoded-policy.ts';
import { type ObjectSchema, schemaProblems } from '../object-schema.ts';
import type { Policy, PolicyKind, Tier } from '../policy.ts';
import { decodeSelection } from './peers.ts';
import { decodeRules, type RuleForm } from './rules.ts';

/** How the objects of one kind are written. */
export interface AdminForm extends RuleForm {
  readonly kind: PolicyKind;
  readonly schema: ObjectSchema;
  readonly tierOf: (spec: Fields) => Tier;
}

/** Reads an object of an admin kind. Throws a FieldError where a field has another type than its API gives it. */
export function decodeAdminKind(manifest: Manifest, form: AdminForm): DecodedPolicy {
  const problems: ValidationProblem[] = [...schemaProblems(manifest.value, form.schema, [])];
  const metadata = decodeMetadata(manifest, '');
  const fields = new Fields(manifest.value);
  problems.push(...objectNameProblems(metadata.name, fields.object('metadata')?.text('name')));
  const spec = fields.object('spec') ?? new Fields({}, ['spec']);
  const subject = spec.object('subject');
  const ingress = decodeRules(spec, 'ingress', form, problems);
  const egress = decodeRules(spec, 'egress', form, problems);
  const policy: Policy = {
    ...metadata,
    kind: form.kind,
    tier: form.tierOf(spec),
    priority: spec.number('priority') ?? 0,
    subject: (subject && decodeSelection(subject, problems)) ?? { namespaces: everything },
    ...(ingress !== undefined && { ingress }),
    ...(egress !== undefined && { egress }),
  };
  return { policy, problems };
}
