/** What a file is, told by where it lies. */
export type Place =
  | {
      readonly kind: 'log';
      readonly namespace: string;
      readonly pod: string;
      readonly container: string;
      readonly previous: boolean;
    }
  | { readonly kind: 'dump-logs' }
  | { readonly kind: 'left'; readonly reason: string }
  | { readonly kind: 'manifests' }
  | { readonly kind: 'unknown' };

/** Tells a file by its path: the layouts of a snapshot, of `kubectl cluster-info dump`, of a support bundle. */
export function placeOf(path: string): Place {
  const steps = stepsOf(path);
  const name = steps.at(-1) ?? '';
  if (/\.pcap(?:ng)?$/i.test(name)) return { kind: 'left', reason: 'captures are not read yet' };
  if (steps.at(-2) === 'flows' && /\.(?:jsonl|json|ndjson)$/i.test(name)) {
    return { kind: 'left', reason: 'flow logs are for netwhy replay' };
  }
  const log = logPlace(steps);
  if (log !== undefined) return log;
  if (name === 'logs.txt' && steps.length >= 3) return { kind: 'dump-logs' };
  return /\.(?:ya?ml|json)$/i.test(name) ? { kind: 'manifests' } : { kind: 'unknown' };
}

/** The path below the last archive, `.gz` taken off, cut at either slash. */
export function stepsOf(path: string): readonly string[] {
  return path
    .replace(/\.gz$/i, '')
    .split(/!?[/\\]/)
    .filter((step) => step !== '' && step !== '.');
}

/** `logs/<namespace>/<pod>/<container>.log`, `.previous.log`; in a support bundle `cluster-resources/pods/logs/…-previous.log`. */
function logPlace(steps: readonly string[]): Place | undefined {
  const [folder, namespace, pod, file] = steps.slice(-4);
  if (folder !== 'logs' || namespace === undefined || pod === undefined || !file?.endsWith('.log')) return undefined;
  const stem = file.slice(0, -'.log'.length);
  const suffix = steps.at(-5) === 'pods' ? '-previous' : '.previous';
  const previous = stem.endsWith(suffix) && stem.length > suffix.length;
  const container = previous ? stem.slice(0, -suffix.length) : stem;
  return container === '' ? undefined : { kind: 'log', namespace, pod, container, previous };
}

/** `nodes.json` beside a namespace's `pods.json` and `events.json`: the files of `kubectl cluster-info dump`. */
export function isDumpLayout(paths: readonly string[]): boolean {
  const known = new Set(paths.map((path) => stepsOf(path).join('/')));
  return [...known].some((path) => {
    if (!/(?:^|\/)pods\.json$/.test(path)) return false;
    const namespace = path.slice(0, -'pods.json'.length);
    const parent = namespace.split('/').slice(0, -2).join('/');
    return known.has(`${namespace}events.json`) && known.has(parent === '' ? 'nodes.json' : `${parent}/nodes.json`);
  });
}

/** Does a file without a telling name start like a manifest? */
export function looksLikeManifest(text: string): boolean {
  const head = text.slice(0, 4096).trimStart();
  if (head.startsWith('{') || head.startsWith('[')) return /"(?:kind|apiVersion)"\s*:/.test(head);
  for (const line of head.split('\n')) {
    if (line.trim() === '' || line.startsWith('#') || line.startsWith('---')) continue;
    return /^(?:apiVersion|kind|metadata|spec|items|data):/.test(line);
  }
  return false;
}
