import { maxNesting, SyntaxProblem } from './syntax-error.ts';
import type { YamlAlias, YamlNode } from './yaml-tree.ts';

/** go-yaml's limits (decode.go): of few reads 99 % may come out of aliases, of 4 million 10 %. */
const fewReads = 400_000;
const manyReads = 4_000_000;

/** Counts what aliases expand to, as go-yaml does, so that an alias bomb is an error at the same size. */
export class AliasBudget {
  private readonly active = new Set<YamlNode>();
  private reads = 0;
  private aliasedReads = 0;
  private aliasDepth = 0;
  private depth = 0;

  count(node: YamlNode): void {
    this.reads += 1;
    if (this.aliasDepth > 0) this.aliasedReads += 1;
    if (this.aliasedReads <= 100 || this.reads <= 1000) return;
    if (this.aliasedReads / this.reads > allowedShare(this.reads)) {
      throw new SyntaxProblem('document contains excessive aliasing', node.start);
    }
  }

  aliased<Result>(node: YamlAlias, read: (target: YamlNode) => Result): Result {
    const { target } = node;
    if (target === undefined) throw new SyntaxProblem(`unknown anchor '${node.name}' referenced`, node.start);
    if (this.active.has(target)) throw new SyntaxProblem(`anchor '${node.name}' value contains itself`, node.start);
    this.aliasDepth += 1;
    const result = read(target);
    this.aliasDepth -= 1;
    return result;
  }

  /** Aliases may nest deeper than the text does. */
  nested<Result>(node: YamlNode, read: () => Result): Result {
    this.depth += 1;
    if (this.depth > 2 * maxNesting) throw new SyntaxProblem('nested too deeply', node.start);
    this.active.add(node);
    const result = read();
    this.active.delete(node);
    this.depth -= 1;
    return result;
  }
}

function allowedShare(reads: number): number {
  if (reads <= fewReads) return 0.99;
  if (reads >= manyReads) return 0.1;
  return 0.99 - (0.89 * (reads - fewReads)) / (manyReads - fewReads);
}
