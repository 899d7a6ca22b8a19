import type { Table } from '../signature.ts';

export const connected: Table = { strength: 'exact', signatures: [] };
