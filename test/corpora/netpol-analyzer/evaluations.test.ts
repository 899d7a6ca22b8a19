import { afterAll, describe, expect, it } from 'vitest';
import { equalConnections, hasPort } from '../../../src/model/connection-set.ts';
import { formatConnections, isProtocol } from '../../../src/model/index.ts';
import { type Endpoint, type PolicyEngine, parseReference, resolveReference } from '../../../src/policy/index.ts';
import { casesOf, hasCorpora, readText } from '../corpora.ts';
import { type Case, readCases } from './cases.ts';
import { readFolder } from './cluster-folder.ts';
import { readConnections } from './connection-text.ts';
import { analyzerPath, Tally } from './tally.ts';
import { connectionsBetween } from './workload-connections.ts';

/** What the tool's own unit tests expect for one pair. */
interface UnitCase {
  readonly src: string;
  readonly dst: string;
  readonly port: string;
  readonly protocol: string;
  readonly allowed: boolean;
  readonly allConnections: string;
}

interface ParsedResources {
  readonly evalTests: readonly { readonly src: string; readonly dst: string; readonly connections: string }[] | null;
}

/** A pod by `namespace/name`, an address, or a CIDR whose blocks are all treated alike. */
function endpointOf(engine: PolicyEngine, name: string): Endpoint {
  const resolved = resolveReference(engine.cluster, parseReference(name));
  if (resolved.kind === 'pod') return { kind: 'pod', pod: resolved.pod };
  if (resolved.kind === 'range') return resolved.endpoint;
  const [pod] = resolved.kind === 'workload' ? resolved.pods : [];
  if (pod === undefined) throw new Error(`${name} is a ${resolved.kind}`);
  return { kind: 'pod', pod };
}

describe.skipIf(!hasCorpora)('the evaluations of netpol-analyzer', () => {
  const tally = new Tally('evaluations');
  afterAll(() => tally.print());

  it.each(casesOf('netpol-analyzer', 'derived', 'eval-unit'))('%s', (name) => {
    const folder = `derived/eval-unit/${name}`;
    const { engine } = readFolder(folder);
    const wanted = JSON.parse(readText(analyzerPath(`${folder}/expected.json`))) as UnitCase;
    const got = connectionsBetween(engine, endpointOf(engine, wanted.src), endpointOf(engine, wanted.dst));
    const all = readConnections(wanted.allConnections);
    if (!isProtocol(wanted.protocol)) throw new Error(`unknown protocol ${wanted.protocol}`);
    const isSame = equalConnections(got, all) && hasPort(got, wanted.protocol, Number(wanted.port)) === wanted.allowed;
    tally.count(folder, 2, isSame ? 0 : 1);
    expect(formatConnections(got)).toBe(formatConnections(all));
    expect(hasPort(got, wanted.protocol, Number(wanted.port))).toBe(wanted.allowed);
  });

  it.each(casesOf('netpol-analyzer', 'derived', 'parsed-resources'))('%s', (name) => {
    const folder = `derived/parsed-resources/${name}`;
    const { engine } = readFolder(folder);
    const { evalTests } = JSON.parse(readText(analyzerPath(`${folder}/expected.json`))) as ParsedResources;
    const mismatches = (evalTests ?? []).flatMap(({ src, dst, connections }) => {
      const got = formatConnections(connectionsBetween(engine, endpointOf(engine, src), endpointOf(engine, dst)));
      const wanted = formatConnections(readConnections(connections));
      return got === wanted ? [] : [`${src} → ${dst}: ${got} for ${wanted}`];
    });
    tally.count(folder, evalTests?.length ?? 0, mismatches.length);
    expect(mismatches).toEqual([]);
  });

  const commands = readCases().filter(({ command }) => command === 'evaluate' || command === 'evaluate-cli');

  it.each(commands)('$id $dir', (asked) => {
    const { dir = '' } = asked;
    const { engine } = readFolder('tests', dir);
    if (engine.foreignPolicies.some((policy) => policy.kind === 'UserDefinedNetwork') || dir.startsWith('udn_')) {
      tally.leaveOut(
        'it is about several networks (user-defined networks), which netwhy does not model',
        `tests/${dir}`,
      );
      return;
    }
    const got = connectionsBetween(engine, endpointOf(engine, clientOf(asked)), endpointOf(engine, serverOf(asked)));
    const protocol = asked.protocol?.toUpperCase() ?? 'TCP';
    if (!isProtocol(protocol)) throw new Error(`unknown protocol ${protocol}`);
    const isAllowed = hasPort(got, protocol, Number(asked.port));
    tally.count(`tests/${dir}`, 1, isAllowed === (asked.evalResult ?? false) ? 0 : 1);
    expect(isAllowed).toBe(asked.evalResult ?? false);
  });
});

function clientOf({ sourceNs = 'default', sourceWorkload, sourcePod }: Case): string {
  return `${sourceNs}/${sourceWorkload ?? sourcePod}`;
}

function serverOf({ destNs = 'default', destWorkload, destPod }: Case): string {
  return `${destNs}/${destWorkload ?? destPod}`;
}
