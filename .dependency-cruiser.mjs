// The picture of ARCHITECTURE.md as rules: imports run down only, and rooms are entered by their doors.

/** The rooms of src/, highest tier first; rooms of one tier don't know each other. */
const tiers = [
  ['cli'],
  ['operator', 'mapper', 'diagnose', 'report'],
  ['synthesis', 'evidence', 'wire', 'intents', 'input', 'cluster'],
  ['policy'],
  ['model'],
];

/** Exceptions within a tier: a report renders diagnoses, so it knows their types. */
const neighbours = [{ from: 'report', to: 'diagnose' }];

const effectful = ['cli', 'operator', 'mapper', 'cluster'];
const rooms = tiers.flat();
const pure = rooms.filter((room) => !effectful.includes(room));

const tests = '[.]test(-support)?[.]ts$';
/** `src/policy/index.ts`, or a part's own: `src/evidence/logs/index.ts`. `model` has no inside. */
const doors = ['^src/[^/]+/index[.]ts$', '^src/[^/]+/[^/]+/index[.]ts$', '^src/model/', '^src/cli/(main|run)[.]ts$'];

/** @param {readonly string[]} names */
const inRooms = (names) => `^src/(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const runDown = tiers.flatMap((tier, depth) =>
  tier.map((room) => {
    const below = tiers.slice(depth + 1).flat();
    const beside = neighbours.filter(({ from }) => from === room).map(({ to }) => to);
    return {
      name: 'imports-run-down',
      comment: 'A room imports only rooms of lower tiers; see ARCHITECTURE.md.',
      severity: 'error',
      from: { path: inRooms([room]) },
      to: { path: '^src/', pathNot: inRooms([room, ...beside, ...below]) },
    };
  }),
);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...runDown,
    {
      name: 'no-circular',
      comment: 'Files that need each other are one concept, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'every-room-has-a-tier',
      comment: 'A new folder in src/ is given its tier in .dependency-cruiser.mjs first.',
      severity: 'error',
      from: { path: '^src/', pathNot: inRooms(rooms) },
      to: {},
    },
    {
      name: 'through-the-door',
      comment: 'Import another room from its index.ts.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/', pathNot: ['^src/$1/', ...doors] },
    },
    {
      name: 'through-the-door-from-outside',
      comment: 'Tests across rooms, benchmarks and scripts use what a user of the package can use.',
      severity: 'error',
      from: { pathNot: '^src/' },
      to: { path: '^src/', pathNot: doors },
    },
    {
      name: 'pure-rooms-do-no-io',
      comment: 'Pure rooms take data and give data: time, randomness and I/O come in as arguments.',
      severity: 'error',
      from: { path: inRooms(pure), pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'src-stands-alone',
      comment: 'Nothing that ships knows tests, benchmarks or scripts.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: ['^(test|bench|scripts)/', tests] },
    },
    {
      name: 'no-development-dependencies',
      comment: 'What ships may only import what is installed with it.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
