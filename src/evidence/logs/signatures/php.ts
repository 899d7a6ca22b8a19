import type { Table } from '../signature.ts';

export const php: Table = { strength: 'exact', signatures: [] };
