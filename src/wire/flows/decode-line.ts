import { FieldError, Fields, isObject } from '../../model/fields.ts';
import type { Json } from '../../model/manifest.ts';
import type { FlowLine } from './flow.ts';
import { decodeHubbleFlow } from './hubble.ts';
import { decodeOwnFlow } from './own-flow.ts';

/**
 * Reads one line of a flow log, told apart by its content: `hubble observe -o jsonpb` or `-o json`, the files of Hubble's
 * exporter, and netwhy's own form. Never throws for what is in the line.
 */
export function decodeFlowLine(text: string): FlowLine {
  try {
    return decode(JSON.parse(text) as Json);
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'broken', message: 'it is no JSON' };
    if (error instanceof FieldError) return { kind: 'broken', message: error.message, path: error.path };
    throw error;
  }
}

/** Hubble's exporter and `jsonpb` wrap the flow, `json` of old versions does not. */
function decode(value: Json): FlowLine {
  if (!isObject(value)) return { kind: 'broken', message: 'it is no JSON object', path: [] };
  const fields = new Fields(value);
  if (fields.has('flow')) return decodeHubbleFlow(fields.object('flow') ?? fields);
  if (fields.has('from') && fields.has('to')) return decodeOwnFlow(fields);
  if (fields.has('verdict') && (fields.has('source') || fields.has('IP'))) return decodeHubbleFlow(fields);
  if (otherEvents.some((key) => fields.has(key))) return { kind: 'passed-over', reason: 'no flows' };
  return { kind: 'broken', message: 'it is no flow: neither of Hubble nor of netwhy', path: [] };
}

/** What else a GetFlowsResponse or an ExportEvent of cilium/cilium api/v1 may hold. */
const otherEvents = ['lost_events', 'node_status', 'agent_event', 'debug_event', 'rate_limit_info'];
