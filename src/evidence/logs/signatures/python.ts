import type { Table } from '../signature.ts';

export const python: Table = { strength: 'exact', signatures: [] };
