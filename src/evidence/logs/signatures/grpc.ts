import type { Table } from '../signature.ts';

export const grpc: Table = { strength: 'exact', signatures: [] };
