import type { Table } from '../signature.ts';

export const ruby: Table = { strength: 'exact', signatures: [] };
