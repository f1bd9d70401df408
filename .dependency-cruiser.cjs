/** Who may import whom: the one table (STYLE.md §2). Everything below is made from it. */
const MAY_IMPORT = {
  kernel: [],
  x402: ['kernel'],
  platform: ['kernel'],
  catalog: ['kernel', 'platform', 'x402'],
  search: ['kernel', 'platform', 'x402', 'catalog'],
  crawler: ['kernel', 'platform', 'x402', 'catalog'],
  feeds: ['kernel', 'platform', 'catalog'],
};

const only = (names) => (names.length === 0 ? '(?!)' : `^libs/(?:${names.join('|')})/`);

const libraryRules = Object.entries(MAY_IMPORT).map(([name, allowed]) => ({
  name: `${name}-imports-only-${allowed.join('-') || 'nothing'}`,
  severity: 'error',
  from: { path: `^libs/${name}/` },
  to: { path: '^(?:libs|apps|migrations)/', pathNot: [`^libs/${name}/`, only(allowed)] },
}));

module.exports = {
  forbidden: [
    ...libraryRules,
    {
      name: 'apps-never-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'enter-a-library-by-its-index',
      severity: 'error',
      from: { path: '^(?:apps|migrations|test)/' },
      to: { path: '^libs/[^/]+/src/(?!index\\.ts$)' },
    },
    {
      name: 'enter-another-library-by-its-index',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/(?!index\\.ts$)', pathNot: '^libs/$1/' },
    },
    {
      name: 'sql-in-its-own-files',
      comment:
        'Statements stand in repositories, entities, engines, modules and migrations; elsewhere typeorm gives types only.',
      severity: 'error',
      from: {
        path: '^(?:apps|libs)/',
        pathNot:
          '\\.(?:entity|repository|engine|module|spec)\\.ts$|^libs/platform/src/(?:database|embedded-postgres)/',
      },
      to: { path: 'node_modules/(?:typeorm|pg)/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'kernel-is-pure',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm', 'core'] },
    },
    {
      name: 'x402-is-pure',
      severity: 'error',
      from: { path: '^libs/x402/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm', 'core'], pathNot: 'node_modules/(?:zod|ajv|@noble/hashes)/' },
    },
    {
      name: 'no-test-code-in-shipped-code',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^test/|\\.spec\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
