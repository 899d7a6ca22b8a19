import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { ConnectivityMap } from '../../policy/index.ts';
import { arbitraryMap } from './arbitrary-map.test-support.ts';
import { mapHtml } from './html.ts';
import { pageScript } from './page/script.ts';
import { everyKind, sampleMap } from './sample-maps.test-support.ts';
import { xmlProblem } from './well-formed.test-support.ts';

/** A browser that prints a page after its script has run; without one, these tests are skipped. */
const chromium = process.env['NETWHY_CHROMIUM'];

describe('a map as a page', () => {
  it('runs its own script and style alone', () => {
    const html = mapHtml(everyKind());
    for (const element of ['style', 'script']) {
      const [, text = ''] = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(html) ?? [];
      expect(html).toContain(`${element}-src 'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
    expect(html).toContain(`content="default-src 'none';`);
    expect(html).not.toMatch(/ style="| on[a-z]+="|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
  });

  it('has a script that a browser can read', () => {
    const { diagnostics = [] } = ts.transpileModule(pageScript, {
      fileName: 'page.js',
      reportDiagnostics: true,
      compilerOptions: { allowJs: true, target: ts.ScriptTarget.ES2022 },
    });
    expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
    expect(pageScript).not.toMatch(/<\/script|<!--|innerHTML|eval\(/);
  });

  it('holds its map whatever names hold', () => {
    fc.assert(
      fc.property(arbitraryMap, (map) => {
        const html = mapHtml(map);
        const [, data = ''] = /<script type="application\/json" id="data">([^<]*)<\/script>/.exec(html) ?? [];
        expect((JSON.parse(data) as { names: string[] }).names).toHaveLength(map.endpoints.length);
        const pictures = html.match(/<svg[\s\S]*?<\/svg>/g) ?? [];
        expect(pictures.map(xmlProblem)).toEqual(pictures.map(() => undefined));
        expect(html.match(/<script/g)).toHaveLength(2);
      }),
    );
  });

  it('has a close-up of each namespace where the picture is by namespace', () => {
    expect(mapHtml(sampleMap('hub-and-spoke', 1000)).match(/<template/g)).toHaveLength(100);
    expect(mapHtml(sampleMap('hub-and-spoke', 10))).not.toContain('<template');
  });

  it('without its script is still a picture and a table', () => {
    const html = mapHtml(sampleMap('open', 10));
    expect(html).toContain('All connections as a table (1)');
    expect(html).toContain('<div id="stage"><svg');
  });
});

describe.skipIf(chromium === undefined)('the page in a browser (NETWHY_CHROMIUM)', () => {
  it('shows the connections of what is chosen', () => {
    const page = pageAt(sampleMap('segmented', 100), 'mail/worker');
    expect(page).toContain('<h2>mail/worker</h2><h3>May connect to (2)</h3>');
    expect(page.match(/class="node workloads chosen"/g)).toHaveLength(1);
    expect(page).toContain('<td>mail/db</td><td>TCP 5432</td>');
  });

  it('opens a namespace of a large map', () => {
    const page = pageAt(sampleMap('segmented', 1000), 'mail/*');
    expect(page).toContain('<h2>mail/*</h2>');
    expect(page).toMatch(/<div id="stage" class="live"><svg[^>]*>[\s\S]{0,200}<title>Who may connect/);
  });

  it('starts with what there is', () => {
    expect(pageAt(everyKind(), '')).toContain('<h2>5 workloads in 2 namespaces</h2>');
  });
});

function pageAt(map: ConnectivityMap, state: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'netwhy-page-'));
  try {
    writeFileSync(join(folder, 'map.html'), mapHtml(map));
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
    const address = `file://${folder}/map.html#${encodeURIComponent(state)}`;
    const argv = [...flags, `--user-data-dir=${folder}/profile`, '--virtual-time-budget=2000', '--dump-dom', address];
    return execFileSync(chromium!, argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
