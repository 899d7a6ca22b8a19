import { isObject } from '../../model/fields.ts';
import type { Manifest } from '../../model/manifest.ts';
import type { LintContext } from './context.ts';
import type { LintFinding } from './finding.ts';

/** The annotation by which an object names the codes of findings that it is not to be told: `NW101, NW205`, or `all`. */
const ignoreAnnotation = 'netwhy.dev/lint-ignore';

/** Whether the object of a finding says that it knows. */
export function isIgnored(context: LintContext, { source, code }: LintFinding): boolean {
  const manifest = context.manifestAt(source);
  return manifest !== undefined && namesCode(annotationOf(manifest), code);
}

/** Whether a list of codes, with commas or spaces between them, has one; `all` has every one. */
export function namesCode(list: string, code: string): boolean {
  return list.split(/[\s,]+/, 256).some((word) => word === code || word === 'all');
}

function annotationOf({ value }: Manifest): string {
  const metadata = value['metadata'];
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined;
  const text = isObject(annotations) ? annotations[ignoreAnnotation] : undefined;
  return typeof text === 'string' ? text : '';
}
