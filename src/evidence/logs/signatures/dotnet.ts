import type { Table } from '../signature.ts';

export const dotnet: Table = { strength: 'exact', signatures: [] };
