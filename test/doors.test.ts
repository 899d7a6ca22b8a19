import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Each room's door, with those of the rooms that it builds on: see ARCHITECTURE.md. */
const doors = [
  { room: 'model', lower: [] },
  { room: 'policy', lower: ['model'] },
  { room: 'policy/assertions', lower: ['model', 'policy'] },
  { room: 'policy/lint', lower: ['model', 'policy'] },
  { room: 'input', lower: ['model', 'policy'] },
  { room: 'evidence', lower: ['model', 'policy'] },
  { room: 'wire', lower: ['model', 'policy'] },
  { room: 'diagnose', lower: ['model', 'policy', 'input', 'evidence'] },
  {
    room: 'report',
    lower: ['model', 'policy', 'policy/assertions', 'policy/lint', 'input', 'evidence', 'wire', 'diagnose'],
  },
];

const root = join(import.meta.dirname, '..');
const source = join(root, 'src');
const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent({ ...config, files: doors.map(doorOf), include: [] }, ts.sys, root);
const program = ts.createProgram(
  doors.map(({ room }) => doorOf({ room })),
  options,
);
const checker = program.getTypeChecker();
const exportsByRoom = new Map(doors.map(({ room }) => [room, exportsOf(room)]));

describe.each(doors)('what a package user gets from $room', ({ room, lower }) => {
  it('has a docstring', () => {
    const bare = exportsIn([room])
      .flatMap((symbol) => [symbol, ...methodsOf(symbol)])
      .filter((symbol) => ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() === '');
    expect(bare.map(placeOf)).toEqual([]);
  });

  it('is made of types that can be imported by name', () => {
    const nameable = new Set(exportsIn([room, ...lower]));
    const hidden = exportsIn([room])
      .flatMap((symbol) => typesOf(symbol).map((type) => ({ symbol, type })))
      .filter(({ type }) => !nameable.has(type))
      .map(({ symbol, type }) => `${placeOf(type)}, in ${symbol.name}`);
    expect([...new Set(hidden)]).toEqual([]);
  });
});

describe('the check itself', () => {
  it('sees what is exported, and the types of members, of parameters and of what is extended', () => {
    const typesIn = (room: string, name: string) =>
      typesOf(exportsIn([room]).find((symbol) => symbol.name === name) ?? never(name)).map((type) => type.name);
    expect(exportsIn(['policy']).map((symbol) => symbol.name)).toContain('PolicyEngine');
    expect(typesIn('model', 'Pod')).toEqual(expect.arrayContaining(['Metadata', 'Address', 'Container']));
    expect(typesIn('policy', 'PolicyEngine')).toEqual(expect.arrayContaining(['EngineOptions', 'Applied', 'Cluster']));
    expect(typesIn('policy', 'PolicyEngine')).not.toContain('PolicyStore');
  });
});

function doorOf({ room }: { readonly room: string }): string {
  return join(source, room, 'index.ts');
}

function exportsOf(room: string): readonly ts.Symbol[] {
  const door = checker.getSymbolAtLocation(program.getSourceFile(doorOf({ room })) ?? never(room));
  return checker.getExportsOfModule(door ?? never(room)).map(declared);
}

function exportsIn(rooms: readonly string[]): readonly ts.Symbol[] {
  return rooms.flatMap((room) => exportsByRoom.get(room) ?? never(room));
}

/** The symbol where it is declared, behind any import or export. */
function declared(symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

/** What can be called on an object of an exported class. */
function methodsOf(symbol: ts.Symbol): readonly ts.Symbol[] {
  if ((symbol.flags & ts.SymbolFlags.Class) === 0) return [];
  return [...(symbol.members?.values() ?? [])].filter(({ flags, declarations = [] }) => {
    const isCalled = (flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Accessor)) !== 0;
    return isCalled && !declarations.some(isPrivate);
  });
}

/** The types of this repository that are written in a declaration, but not in the body of a function. */
function typesOf(symbol: ts.Symbol): readonly ts.Symbol[] {
  const found = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) || isPrivate(node)) return;
    const type = writtenType(node);
    if (type !== undefined && isOurs(type)) found.add(type);
    ts.forEachChild(node, visit);
  };
  symbol.declarations?.forEach(visit);
  return [...found];
}

function writtenType(node: ts.Node): ts.Symbol | undefined {
  const name = ts.isTypeReferenceNode(node)
    ? node.typeName
    : ts.isExpressionWithTypeArguments(node)
      ? node.expression
      : undefined;
  const symbol = name === undefined ? undefined : checker.getSymbolAtLocation(name);
  return symbol === undefined ? undefined : declared(symbol);
}

function isPrivate(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)
  );
}

function isOurs(symbol: ts.Symbol): boolean {
  if ((symbol.flags & ts.SymbolFlags.TypeParameter) !== 0) return false;
  return symbol.declarations?.[0]?.getSourceFile().fileName.startsWith(`${source}/`) ?? false;
}

function placeOf(symbol: ts.Symbol): string {
  const [declaration] = symbol.declarations ?? [];
  const file = declaration?.getSourceFile() ?? never(symbol.name);
  const { line } = file.getLineAndCharacterOfPosition(declaration?.getStart() ?? 0);
  return `${file.fileName.slice(root.length + 1)}:${line + 1} ${symbol.name}`;
}

function never(name: string): never {
  throw new Error(`the doors have no ${name}`);
}
