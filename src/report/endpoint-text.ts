import { addressCount } from '../model/address.ts';
import { type Endpoint, formatEndpoint } from '../policy/index.ts';

/** An end of a connection as a reader is told: what stands for everybody is no address that anybody has. */
export function endpointText(endpoint: Endpoint): string {
  if (endpoint.kind === 'pod' || endpoint.node !== undefined) return formatEndpoint(endpoint);
  if (endpoint.isStandIn === true) return 'anybody';
  if (endpoint.domain !== undefined) return endpoint.domain;
  const { family, start, end } = endpoint.range;
  const isEverything = start === 0n && end === addressCount(family);
  if (!isEverything) return formatEndpoint(endpoint);
  return family === 4 ? 'any address' : 'any IPv6 address';
}
