import type { Table } from '../signature.ts';

export const pythonClients: Table = { strength: 'exact', signatures: [] };
