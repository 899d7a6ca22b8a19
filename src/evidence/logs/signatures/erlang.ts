import type { Table } from '../signature.ts';

export const erlang: Table = { strength: 'exact', signatures: [] };
