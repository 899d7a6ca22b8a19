import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { SyntaxProblem } from './syntax-error.ts';
import { readYamlEvents, type YamlEvents } from './yaml-events.ts';
import { YamlTokens } from './yaml-tokens.ts';

/** A node with its place: offsets in the file's text, `end` exclusive, tags and anchors included. */
interface NodeBase {
  readonly start: number;
  end: number;
}

export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  readonly text: string;
  /** Neither quoted nor a block: the text decides the type. */
  readonly plain: boolean;
  /** As written: `!!int`, `!custom`, `!<…>`. */
  readonly tag: string | undefined;
}

export interface YamlSequence extends NodeBase {
  readonly kind: 'sequence';
  readonly items: YamlNode[];
}

export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

export interface YamlMapping extends NodeBase {
  readonly kind: 'mapping';
  readonly entries: YamlEntry[];
}

/** A mention of an anchored node; `target` is undefined when nothing has that name. */
export interface YamlAlias extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
  readonly target: YamlNode | undefined;
}

export type YamlNode = YamlScalar | YamlSequence | YamlMapping | YamlAlias;

/**
 * Reads one document into nodes; undefined when there is nothing but comments. `base` is where `text` starts in the file.
 * Throws a SyntaxProblem, its offset in the file too.
 */
export function parseYamlTree(text: string, base = 0): YamlNode | undefined {
  const { events, text: read, original } = readEvents(text, base);
  return new TreeBuilder(read, (offset) => base + original(offset)).build(events);
}

function readEvents(text: string, base: number): YamlEvents {
  try {
    return readYamlEvents(text);
  } catch (error) {
    throw error instanceof SyntaxProblem ? new SyntaxProblem(error.message, base + error.offset) : error;
  }
}

type OpenNode = YamlSequence | (YamlMapping & { pendingKey?: YamlNode | undefined });

class TreeBuilder {
  private readonly text: string;
  private readonly place: (offset: number) => number;
  private readonly tokens: YamlTokens;
  private readonly anchors = new Map<string, YamlNode>();
  private readonly open: { readonly node: OpenNode; readonly isFlow: boolean }[] = [];
  private root: YamlNode | undefined;
  /** Where the last token ended, in `text`. */
  private cursor = 0;

  constructor(text: string, place: (offset: number) => number) {
    this.text = text;
    this.place = place;
    this.tokens = new YamlTokens(text);
  }

  build(events: readonly Event[]): YamlNode | undefined {
    for (const event of events) {
      // What follows `...` is left unread, as go-yaml does.
      if (event.type === EVENT_ID.DOCUMENT && this.root !== undefined) break;
      this.take(event);
    }
    return this.root;
  }

  private take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        break;
      case EVENT_ID.SCALAR:
        this.add(this.scalar(event), event);
        break;
      case EVENT_ID.ALIAS:
        this.alias(event.anchorStart, event.anchorEnd);
        break;
      case EVENT_ID.SEQUENCE: {
        const start = this.place(startOf(event, event.start));
        this.push({ kind: 'sequence', start, end: start, items: [] }, event);
        break;
      }
      case EVENT_ID.MAPPING: {
        const start = this.place(startOf(event, event.start));
        this.push({ kind: 'mapping', start, end: start, entries: [] }, event);
        break;
      }
      case EVENT_ID.POP:
        this.pop();
        break;
    }
  }

  private push(node: OpenNode, event: Extract<Event, { start: number }>): void {
    this.add(node, event);
    const mark = this.text[event.start];
    const isFlow = event.style === COLLECTION_STYLE.FLOW && (mark === '{' || mark === '[');
    this.open.push({ node, isFlow });
    this.cursor = isFlow ? event.start + 1 : Math.max(this.cursor, event.start);
  }

  private pop(): void {
    const closed = this.open.pop();
    if (closed === undefined) return;
    if (closed.isFlow) this.cursor = this.tokens.closingBracket(this.cursor) + 1;
    closed.node.end = this.place(this.cursor);
  }

  private add(node: YamlNode, properties: { readonly anchorStart: number; readonly anchorEnd: number }): void {
    if (properties.anchorStart !== -1) {
      this.anchors.set(this.text.slice(properties.anchorStart, properties.anchorEnd), node);
    }
    const parent = this.open.at(-1)?.node;
    if (parent === undefined) {
      this.root = node;
    } else if (parent.kind === 'sequence') {
      parent.items.push(node);
    } else if (parent.pendingKey === undefined) {
      parent.pendingKey = node;
    } else {
      parent.entries.push({ key: parent.pendingKey, value: node });
      parent.pendingKey = undefined;
    }
  }

  private alias(nameStart: number, nameEnd: number): void {
    const name = this.text.slice(nameStart, nameEnd);
    const node: YamlAlias = {
      kind: 'alias',
      name,
      target: this.anchors.get(name),
      start: this.place(nameStart - 1),
      end: this.place(nameEnd),
    };
    if (node.target === undefined)
      throw new SyntaxProblem(`unknown anchor '${name}' referenced`, this.place(nameStart));
    this.cursor = nameEnd;
    this.add(node, { anchorStart: -1, anchorEnd: -1 });
  }

  private scalar(event: ScalarEvent): YamlScalar {
    const [contentStart, end] = this.contentRange(event);
    this.cursor = end;
    return {
      kind: 'scalar',
      text: getScalarValue(this.text, event),
      plain: event.style === SCALAR_STYLE.PLAIN,
      tag: event.tagStart === -1 ? undefined : this.text.slice(event.tagStart, event.tagEnd),
      start: this.place(startOf(event, contentStart)),
      end: this.place(end),
    };
  }

  private contentRange(event: ScalarEvent): readonly [start: number, end: number] {
    const after = Math.max(this.cursor, event.tagEnd, event.anchorEnd);
    switch (event.style) {
      case SCALAR_STYLE.PLAIN: {
        if (event.valueStart !== -1) return [event.valueStart, event.valueEnd];
        const place = event.tagStart === -1 && event.anchorStart === -1 ? this.tokens.emptyValue(after) : after;
        return [place, place];
      }
      case SCALAR_STYLE.SINGLE_QUOTED:
      case SCALAR_STYLE.DOUBLE_QUOTED:
        return [event.valueStart - 1, event.valueEnd + 1];
      case SCALAR_STYLE.LITERAL_BLOCK:
      case SCALAR_STYLE.FOLDED_BLOCK:
        return this.tokens.blockScalar(after, event);
    }
  }
}

function startOf(
  properties: { readonly tagStart: number; readonly anchorStart: number },
  contentStart: number,
): number {
  const { tagStart, anchorStart } = properties;
  return Math.min(
    contentStart,
    tagStart === -1 ? contentStart : tagStart,
    anchorStart === -1 ? contentStart : anchorStart - 1,
  );
}
