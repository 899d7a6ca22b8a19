import type { Table } from '../signature.ts';

export const appError: Table = { strength: 'exact', signatures: [] };
