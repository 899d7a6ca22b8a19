import type { Table } from '../signature.ts';

export const javaClients: Table = { strength: 'exact', signatures: [] };
