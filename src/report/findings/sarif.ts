import { compare } from '../../model/compare.ts';
import { type CodeDescriptions, type Finding, fullMessage, type Place, type RelatedPlace } from './finding.ts';

/** Findings as a log of SARIF 2.1.0 (OASIS), as code scanning takes it; an object to be printed as JSON. */
export function sarifLog(findings: readonly Finding[], descriptions: CodeDescriptions, version: string): object {
  const codes = [...new Set(findings.map(({ code }) => code))].sort(compare);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'netwhy',
            informationUri: 'https://netwhy.dev',
            version,
            rules: codes.map((id) => ({ id, shortDescription: { text: descriptions.get(id) ?? id } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, codes.indexOf(finding.code))),
      },
    ],
  };
}

function resultOf(finding: Finding, ruleIndex: number): object {
  const { code, severity, related = [] } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: fullMessage(finding) },
    locations: [{ physicalLocation: physicalLocation(finding) }],
    ...(related.length > 0 && { relatedLocations: related.map(relatedLocation) }),
  };
}

function relatedLocation(place: RelatedPlace, index: number): object {
  return { id: index + 1, message: { text: place.message }, physicalLocation: physicalLocation(place) };
}

function physicalLocation({ file, line, column, endLine }: Place): object {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: {
      startLine: line,
      ...(column !== undefined && { startColumn: column }),
      ...(endLine !== undefined && endLine >= line && { endLine }),
    },
  };
}

/** A path as a URI reference (RFC 3986): relative ones stay so, as code scanning matches them with the repository. */
function uriOf(path: string): string {
  const slashed = path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  const encoded = slashed.split('/').map(encodeSegment).join('/');
  if (/^[A-Za-z]:\//.test(slashed)) return `file:///${slashed.slice(0, 2)}${encoded.slice(4)}`;
  return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}

/** A lone surrogate, which a URI cannot say, is replaced. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'));
}
