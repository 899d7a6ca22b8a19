// An esbuild plugin that imports each name from the file that has it instead of from the `index.ts` of its room. esbuild
// cuts chunks by which files import which, unused names included: by way of the doors every command would load all rooms.
import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';

const imports = /^import \{([^}]*)\} from '(\.[^']*\/index\.ts)';$/gm;
const exports = /^export (type )?\{([^}]*)\} from '(\.[^']*)';$/gm;

/** @typedef {Map<string, { file: string, name: string }>} Door the exported names, each with where it is from */

/** @returns {import('esbuild').Plugin} */
export function pastDoors() {
  return {
    name: 'past-doors',
    setup({ onLoad }) {
      /** @type {Map<string, Promise<Door>>} */
      const doors = new Map();
      /** @param {string} file */
      const doorOf = (file) => {
        const door = doors.get(file) ?? readDoor(file);
        doors.set(file, door);
        return door;
      };
      onLoad({ filter: /[/\\]src[/\\].*\.ts$/ }, async ({ path }) => ({
        contents: await rewritten(path, doorOf),
        loader: 'ts',
      }));
    },
  };
}

/** @param {string} path @param {(file: string) => Promise<Door>} doorOf */
async function rewritten(path, doorOf) {
  const text = await readFile(path, 'utf8');
  let contents = '';
  let end = 0;
  for (const found of text.matchAll(imports)) {
    const [statement, list = '', specifier = ''] = found;
    contents += text.slice(end, found.index) + direct(path, namesIn(list), await doorOf(besides(path, specifier)));
    end = found.index + statement.length;
  }
  return contents + text.slice(end);
}

/** @param {string} path @param {readonly Name[]} names @param {Door} door */
function direct(path, names, door) {
  return names
    .map(({ name, as }) => {
      const origin = door.get(name);
      if (origin === undefined) throw new Error(`${path}: the door has no "${name}"`);
      const specifier = relative(dirname(path), origin.file).replaceAll('\\', '/');
      return `import { ${origin.name} as ${as} } from './${specifier}';`;
    })
    .join(' ');
}

/** @param {string} file @returns {Promise<Door>} */
async function readDoor(file) {
  /** @type {Door} */
  const door = new Map();
  for (const [, type, list = '', specifier = ''] of (await readFile(file, 'utf8')).matchAll(exports)) {
    if (type !== undefined) continue;
    const from = besides(file, specifier);
    const inner = from.endsWith('/index.ts') ? await readDoor(from) : undefined;
    for (const { name, as } of namesIn(list)) door.set(as, inner?.get(name) ?? { file: from, name });
  }
  return door;
}

/** @typedef {{ name: string, as: string }} Name */

/** What is left of `{ a, type B, c as d }` when types are erased. @param {string} list @returns {readonly Name[]} */
function namesIn(list) {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '' && !item.startsWith('type '))
    .map((item) => item.split(' as '))
    .map(([name = '', as = name]) => ({ name, as }));
}

/** @param {string} path @param {string} specifier */
function besides(path, specifier) {
  return resolve(dirname(path), specifier);
}
