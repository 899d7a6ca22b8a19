import type { InputDocument } from '../documents/common.ts';
import type { Style } from '../style.ts';

/** One line on where the data come from and how old they are; `now` is the present, RFC 3339. */
export function inputLine(
  { form, takenAt, serverVersion }: InputDocument,
  now: string,
  style: Style,
): string | undefined {
  if (takenAt === undefined) return form === 'manifests' ? undefined : style.dim(`${form}: of unknown age`);
  const version = serverVersion === undefined ? '' : `, Kubernetes ${serverVersion}`;
  return style.dim(`${form} of ${takenAt.replace('T', ' ').replace('Z', ' UTC')}, ${ageOf(takenAt, now)}${version}`);
}

function ageOf(from: string, now: string): string {
  const minutes = (Date.parse(now) - Date.parse(from)) / 60_000;
  if (!Number.isFinite(minutes)) return 'of unknown age';
  if (minutes < 0) return 'from the future';
  if (minutes < 90) return `${Math.round(minutes)} minutes old`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} hours old` : `${Math.round(minutes / 60 / 24)} days old`;
}
