import type { Table } from '../signature.ts';

export const listening: Table = { strength: 'exact', signatures: [] };
