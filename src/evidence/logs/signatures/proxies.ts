import type { Table } from '../signature.ts';

export const proxies: Table = { strength: 'exact', signatures: [] };
