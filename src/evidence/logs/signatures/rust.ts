import type { Table } from '../signature.ts';

export const rust: Table = { strength: 'exact', signatures: [] };
