import type { Table } from '../signature.ts';

export const tools: Table = { strength: 'exact', signatures: [] };
