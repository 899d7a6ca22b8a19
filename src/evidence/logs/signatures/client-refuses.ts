import type { Table } from '../signature.ts';

export const clientRefuses: Table = { strength: 'exact', signatures: [] };
