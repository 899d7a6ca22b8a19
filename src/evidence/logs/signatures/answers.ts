import type { Table } from '../signature.ts';

export const answers: Table = { strength: 'exact', signatures: [] };
