import { readdir, readFile } from 'node:fs/promises';
import { root } from './paths.mjs';

const allowedLicences = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/**
 * The licence texts that a bundle has to carry.
 *
 * @param {readonly string[]} inputs files of the bundle, relative to the repository
 * @throws {Error} when a bundled package has a licence that may not ship
 */
export async function thirdPartyNotices(inputs) {
  const packages = new Set(inputs.flatMap((input) => input.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []));
  const notices = await Promise.all([...packages].sort().map(notice));
  return notices.join(`\n\n${'-'.repeat(80)}\n\n`);
}

/** @param {string} folder */
async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${root}${folder}/package.json`, 'utf8'));
  if (!allowedLicences.includes(license)) {
    throw new Error(`${name} ${version} is bundled but its licence may not ship: ${license}`);
  }
  const file = (await readdir(`${root}${folder}`)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : await readFile(`${root}${folder}/${file}`, 'utf8');
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
