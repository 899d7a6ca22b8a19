import type { Table } from '../signature.ts';
import { generic } from './generic.ts';
import { go } from './go.ts';
import { libc } from './libc.ts';
import { node } from './node.ts';
import { nodeClients } from './node-clients.ts';

/** In the order in which they are asked. */
export const tables: readonly Table[] = [nodeClients, node, go, libc, generic];
