import type { Table } from '../signature.ts';

export const javaRuntime: Table = { strength: 'exact', signatures: [] };
