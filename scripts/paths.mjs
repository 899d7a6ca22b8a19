import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const cliFolder = `${root}dist/cli`;
export const cliFile = `${cliFolder}/netwhy.js`;
export const libraryFolder = `${root}dist/lib`;
