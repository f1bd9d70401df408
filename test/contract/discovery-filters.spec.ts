import { vectors } from '../builders/discovery-vectors.js';
import { type Answered, judgeFilters } from './discovery-filters.js';

const BASE = { scheme: 'exact', network: 'eip155:8453', payTo: '0xAbC' };
const SOLANA = { ...BASE, network: 'solana:mainnet', extra: { 'payment-identifier': {} } };
const item = (...accepts: readonly object[]) => ({ type: 'http', accepts, extensions: {} });
const list = (...items: readonly object[]) => ({
  ...{ status: 200 as const },
  body: { items, pagination: { total: items.length } },
});
const CATALOGUE = [item(BASE), item(BASE), item(BASE, SOLANA)];

/** A catalogue that applies what it is asked for, unless a vector is answered otherwise. */
const catalogue =
  (items: readonly ReturnType<typeof item>[], answers: Readonly<Record<string, Answered>> = {}) =>
  (path: string): Promise<Answered> => {
    const { searchParams } = new URL(path, 'https://a.example');
    const id = vectors.discoveryFilters.vectors.find(
      ({ request, filter = {} }) =>
        request.endsWith(path) ||
        Object.entries(filter).some(
          ([name, value]) => value.startsWith('{') && searchParams.get(name) === SOLANA.network,
        ),
    )?.id;
    if (id !== undefined && Object.hasOwn(answers, id)) return Promise.resolve(answers[id] ?? null);
    const [type, network] = [searchParams.get('type'), searchParams.get('network')];
    const others = ['payTo', 'scheme', 'extensions'].some((name) => searchParams.has(name));
    const found = items.filter(
      (one) =>
        !others &&
        (type ?? one.type) === one.type &&
        (network === null || one.accepts.some((offer) => 'network' in offer && offer.network === network)),
    );
    return Promise.resolve(list(...found));
  };
const judged = (answers: Readonly<Record<string, Answered>>, items = CATALOGUE) =>
  judgeFilters(vectors.discoveryFilters.vectors, catalogue(items, answers));
const verdictOf = async (id: string, answered: Answered) => (await judged({ [id]: answered })).verdicts[id];
const refused = (body: unknown): Answered => ({ status: 400, body });
const page = (body: unknown): Answered => ({ status: 200, body });

describe('the runner of the vectors of filter honesty judges', () => {
  const unapplied = (...names: readonly unknown[]) => page({ items: CATALOGUE, unappliedFilters: names });
  const JUDGED: Readonly<Record<string, () => Promise<unknown>>> = {
    J1: () => verdictOf('V6', refused({ error: 'bad network' })),
    J2: () => verdictOf('V6', refused({ error: '' })),
    J3: () => verdictOf('V3', refused({ error: 'bad scheme' })),
    J4: () => verdictOf('V7', refused({ error: 'bad network' })),
    J5: () => verdictOf('V1', page({ resources: [] })),
    J6: () => verdictOf('V2', page({ items: [], pagination: { total: 1 } })),
    J7: () => verdictOf('V4', { status: 500, body: {} }),
    J8: () => verdictOf('V1', page({ items: [{ type: 'mcp', accepts: [7] }] })),
    J9: () => verdictOf('V1', unapplied(7)),
    J10: () => verdictOf('V1', unapplied('type')),
    J11: () => verdictOf('V1', unapplied()),
    J12: () => verdictOf('V5', page({ items: [item(SOLANA)] })),
    J13: () => verdictOf('V6', refused({ error: ' ' })),
    J14: () => verdictOf('V1', page({ items: [{ type: 'mcp', accepts: [], extensions: null }] })),
    J15: async () => (await judged({ V0: null })).exitCode,
    J16: async () => (await judged({ V1: unapplied(), V2: null })).exitCode,
    E1: async () => (await judged({})).exitCode,
    E2: async () =>
      (await judgeFilters(vectors.discoveryFilters.vectors, () => Promise.resolve(list(...CATALOGUE))))
        .exitCode,
    E3: async () =>
      (await judgeFilters(vectors.discoveryFilters.vectors, () => Promise.resolve({ status: 500, body: {} })))
        .exitCode,
    E4: async () => (await judged({}, [item(BASE), item(BASE)])).exitCode,
  };

  it.each(vectors.discoveryFilters.judging)('$id, $given: $verdict', async ({ id, verdict }) => {
    // "exit 2 at once", "pass", "accepted shape (counts as no extension)".
    const [, exit] = /^exit (\d)/.exec(verdict) ?? [];
    const wanted = verdict.startsWith('accepted') ? 'pass' : verdict;

    expect(await JUDGED[id]?.()).toEqual(exit === undefined ? wanted : Number(exit));
  });
});
