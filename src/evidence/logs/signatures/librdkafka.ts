import type { Table } from '../signature.ts';

export const librdkafka: Table = { strength: 'exact', signatures: [] };
