import type { ConnectivityMap } from '../../policy/index.ts';
import { escapeMarkup } from './markup.ts';
import { pageData, scriptJson } from './page/data.ts';
import { contentSecurityPolicy } from './page/policy.ts';
import { pageScript } from './page/script.ts';
import { pageStyle } from './page/style.ts';
import { Painter, pictureOf } from './paint.ts';
import type { PictureOptions } from './picture.ts';
import { svgOf } from './svg.ts';
import { mapTable } from './table.ts';

/** For more namespaces the page would get too large: they are told by lists alone. */
const mostCloseUps = 400;

/**
 * A map as one HTML page that needs no network: a picture to move in, a close-up of each namespace, what a workload may
 * connect to, a search for names and for ports. Without its script it is still the picture and the table.
 */
export function mapHtml(map: ConnectivityMap, options: PictureOptions = {}): string {
  const picture = pictureOf(map, options);
  const painter = new Painter(map, options.denied ?? []);
  const wantsCloseUps = picture.detail === 'namespaces' && painter.namespaces.length <= mostCloseUps;
  const closeUps = wantsCloseUps ? painter.namespaces : [];
  const data = pageData(painter.directory, painter.bundles, picture.caption);
  return `${[
    '<!doctype html>',
    '<html lang="en" class="map">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>Who may connect to whom: ${escapeMarkup(picture.caption)}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    '<div class="app">',
    tools(picture.caption),
    '<main>',
    `<div id="stage">${svgOf(picture, 'for-script', '')}</div>`,
    '<aside id="details" aria-live="polite"></aside>',
    '</main>',
    everyConnection(map),
    '</div>',
    ...closeUps.map(
      (name, index) => `<template id="close-up-${index}">${svgOf(painter.closeUp(name), 'for-script', '')}</template>`,
    ),
    `<script type="application/json" id="data">${scriptJson(data)}</script>`,
    `<script>${pageScript}</script>`,
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

/** Hidden until the script runs. */
function tools(caption: string): string {
  return `<header>
<h1>Who may connect to whom</h1>
<span class="soft">${escapeMarkup(caption)}</span>
<span class="space"></span>
<form id="search" role="search" autocomplete="off">
<span id="tools" hidden>
<span class="find"><label>Find <input id="find" type="search" placeholder="shop/web"></label><ul id="results" hidden></ul></span>
<label>Ports <input id="ports" size="9" placeholder="TCP 443"></label>
<button id="back" type="button" hidden>Whole map</button>
<button id="zoom-out" type="button" aria-label="Zoom out">−</button>
<button id="zoom-in" type="button" aria-label="Zoom in">+</button>
<button id="zoom-all" type="button">Fit</button>
</span>
</form>
</header>`;
}

function everyConnection(map: ConnectivityMap): string {
  const { header, rows } = mapTable(map, false);
  const cells = (row: readonly string[], name: 'td' | 'th') =>
    row.map((cell) => `<${name}>${escapeMarkup(cell)}</${name}>`).join('');
  return [
    `<details class="every"><summary>All connections as a table (${rows.length})</summary>`,
    `<table><thead><tr>${cells(header, 'th')}</tr></thead><tbody>`,
    ...rows.map((row) => `<tr>${cells(row, 'td')}</tr>`),
    '</tbody></table></details>',
  ].join('\n');
}
