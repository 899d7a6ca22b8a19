import type { Matrix, MatrixProbe } from '../../policy/index.ts';
import { type ApiVersion, apiVersion, type InputDocument } from './common.ts';

/** The answer of `netwhy matrix -o json`. */
export interface MatrixDocument {
  readonly apiVersion: ApiVersion;
  readonly kind: 'Matrix';
  readonly input: InputDocument;
  /** `namespace/name`, sorted. */
  readonly pods: readonly string[];
  /** A row a source, a character a destination: `.` allowed, `X` denied, `?` implementation-defined, `-` itself, `N` no such named port. */
  readonly probes: readonly MatrixProbe[];
}

/** The document of a matrix of `netwhy matrix`. */
export function matrixDocument({ pods, probes }: Matrix, input: InputDocument): MatrixDocument {
  return { apiVersion, kind: 'Matrix', input, pods, probes };
}
