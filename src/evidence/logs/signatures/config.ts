import type { Table } from '../signature.ts';

export const config: Table = { strength: 'exact', signatures: [] };
