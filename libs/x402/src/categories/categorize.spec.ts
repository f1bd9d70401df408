import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { CATEGORIES, LOOKALIKES } from './categories.data.js';
import { categorize } from './categorize.js';
import { phraseAt, tellingWords } from './phrases.js';
import { type Categorized } from './places.js';

const aResource = (change: Partial<Categorized>): Categorized => ({
  resource: 'https://api.example/v1/run',
  toolName: null,
  ...change,
});
const described = (description: string) => categorize(aResource({ description }));

/** Every word and phrase of the table, as it is compared. */
const tables = new Set(
  CATEGORIES.flatMap(({ says, hints }) => `${says}, ${hints}`.toLowerCase().split(',')).map((phrase) =>
    tellingWords(phrase).join(' '),
  ),
);

/** How a seller might put it, for each category. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'ai/llm': [
    'Chat completions with GPT-5 and Claude, one endpoint',
    'Run any large language model by the call',
  ],
  'ai/image': ['Text to image in two seconds', 'Removes the background of a photo: background removal'],
  'ai/video': ['Text-to-video with Veo 3', 'Generate video clips from a prompt'],
  'ai/audio': ['Text-to-speech in 30 voices', 'Transcribe a podcast'],
  'ai/ocr': ['OCR for receipts', 'Converts a scanned PDF to Markdown, pdf-to-markdown'],
  'ai/translation': ['Translates between 90 languages: translation API', 'Detect language of a text'],
  'ai/embeddings': ['Text embeddings for semantic search', 'Rerank results by a query'],
  'ai/text': ['Summarizes long articles: summarizer', 'Sentiment analysis of reviews'],
  'ai/safety': ['Detects prompt injection before your agent reads it', 'PII redaction'],
  'agents/trust': ['Reputation score of an agent, ERC-8004', 'Issue a signed attestation'],
  'agents/services': ['Service discovery for agents', 'Agent memory that outlives a session'],
  'web/search': ['Web search for agents', 'Google search results as JSON (SERP)'],
  'web/scraping': ['Scrape any page', 'A screenshot of any URL in a headless browser'],
  'web/sites': ['WHOIS and DNS lookup', 'SEO audit with Core Web Vitals'],
  'data/fx': ['Exchange rates of 160 currencies', 'Convert currency at the ECB rate, FX'],
  'data/weather': ['Weather forecast by city', 'Air quality index'],
  'data/news': ['Breaking news headlines', 'News by topic'],
  'data/social': ['Search tweets on Twitter', 'YouTube transcript of a video'],
  'data/places': ['Geocode an address', 'Nearby restaurants from Google Maps'],
  'data/reference': ['Public holidays by country', 'Look up a word in the dictionary'],
  'data/sports': ['NBA standings', 'Football fixtures and live scores'],
  'data/government': ['Federal grants open now', 'Patent search'],
  'data/health': ['FDA drug recalls', 'Nutrition of a meal'],
  'data/science': ['Search arXiv papers', 'Positions of the planets'],
  'data/companies': ['Company enrichment by domain', 'Competitor analysis'],
  'data/people': ['People search and contact enrichment', 'Job postings of an employer'],
  'data/property': ['Rent estimate of an apartment', 'Real estate comparables'],
  'data/products': ['eBay sold prices', 'Product search across retailers'],
  'data/transport': ['VIN decoder', 'Customs duty and landed cost of a shipment'],
  'finance/markets': ['Stock quotes by ticker', 'Options flow'],
  'finance/filings': ['SEC EDGAR filings', '13F holdings of a fund'],
  'finance/economy': ['CPI, GDP and unemployment', 'Treasury yield curve'],
  'finance/tax': ['VAT number validation', 'Sales tax by postcode: tax rate'],
  'finance/banking': ['IBAN check', 'Buy a gift card'],
  'finance/compliance': ['OFAC sanctions screening', 'KYC and AML in one call'],
  'crypto/prices': ['Crypto prices from CoinGecko', 'Token price in USD'],
  'crypto/chain': ['Wallet balances on-chain', 'Gas price oracle'],
  'crypto/defi': ['DeFi yields by APY', 'Swap quotes across DEXs'],
  'crypto/nft': ['NFT floor price', 'OpenSea collection stats'],
  'crypto/trading': ['Perp funding rates', 'Trading signals from the order book'],
  'crypto/risk': ['Rug check of a token', 'Honeypot detector'],
  'crypto/predictions': ['Polymarket odds', 'Prediction market snapshot'],
  'travel/flights': ['Flight status', 'Airport delays'],
  'travel/trips': ['Hotel offers', 'Plan a trip: itinerary'],
  'messaging/mail': ['Send email', 'Print and mail a letter'],
  'messaging/phone': ['Send SMS', 'Phone number validation'],
  'dev/code': ['Run code in a sandbox', 'Code review of a pull request'],
  'dev/security': ['CVE details', 'Phishing URL scan'],
  'dev/hosting': ['Pin a file to IPFS', 'Object storage, S3 compatible'],
  'tools/convert': ['JSON to CSV', 'Base64 encode'],
  'tools/documents': ['QR code as PNG', 'HTML to PDF'],
  'tools/math': ['Monte Carlo simulation', 'Mortgage math: a calculator'],
  'fun/games': ['Roll a dice: d20', 'Your daily horoscope'],
};

describe.each(CATEGORIES)('$name', ({ name, says, hints }) => {
  it('is a group and a name', () => expect(name).toMatch(/^[a-z]+\/[a-z]+$/));

  it.each(EXAMPLES[name] ?? ['no example'])('is what %j says first', (text) =>
    expect(described(text)[0]).toBe(name),
  );

  it('lists no word twice, and none that only looks alike', () => {
    const phrases = [...says.split(','), ...hints.split(',')].map((phrase) => phrase.trim());
    const alike = LOOKALIKES.split(',').map((phrase) => phrase.trim());

    expect(phrases).not.toContain('');
    expect(phrases.filter((phrase, n) => phrases.indexOf(phrase) !== n)).toEqual([]);
    expect(phrases.filter((phrase) => alike.includes(phrase))).toEqual([]);
  });
});

it.each(LOOKALIKES.split(',').map((phrase) => phrase.trim()))('keeps words of %j from telling', (phrase) => {
  const words = tellingWords(phrase);
  const within = words.flatMap((_word, from) =>
    words.slice(from).map((_, n) => words.slice(from, from + n + 1)),
  );

  expect(phraseAt(words, 0)).toEqual({ words, told: [] });
  expect(within.some((part) => tables.has(part.join(' ')))).toBe(true);
});

it('is a small taxonomy without twins', () => {
  const names = CATEGORIES.map(({ name }) => name);

  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeLessThanOrEqual(60);
});

describe('where a word stands', () => {
  it.each<[string, Partial<Categorized>]>([
    ['the path', { resource: 'https://api.example/v1/weather/daily' }],
    ['the host', { resource: 'https://weather.example.com/' }],
    ['the host, with a port', { resource: 'http://weather.local:4021/now' }],
    ['a tool of an MCP server', { toolName: 'getCurrentWeather' }],
    ['the name of the service', { serviceName: 'Acme Weather' }],
    ['a tag', { tags: ['json', 'Weather'] }],
    ['the description', { description: 'Weather by city' }],
    ['an identifier', { resource: 'mcp://tools.example/weather' }],
  ])('reads it from %s', (_where, change) => expect(categorize(aResource(change))).toEqual(['data/weather']));

  it('needs more than one word of what a description goes on to say', () => {
    const lead = 'Answers what you ask it, in a shape that your program can read at once. ';

    expect(described(`${lead}Weather, for example.`)).toEqual([]);
    expect(described(`${lead}Weather, air quality, pollen.`)).toEqual(['data/weather']);
  });

  it('reads what goes in and comes out, where enough of it speaks for one thing', () => {
    const part = { in: 'QUERY', example: { hourly: true }, exampleValid: null } as const;
    const schema = { type: 'object', properties: { pollen: {}, humidity: {}, temperature: {}, wind: {} } };

    expect(categorize(aResource({ call: { parts: [{ ...part, schema: {} }] } }))).toEqual([]);
    expect(categorize(aResource({ call: { parts: [{ ...part, schema }] } }))).toEqual(['data/weather']);
    expect(categorize(aResource({ outputSchema: schema, outputExample: { rain: 1 } }))).toEqual([
      'data/weather',
    ]);
  });

  it('takes no parameter of a path for what the endpoint does', () =>
    expect(categorize(aResource({ resource: 'https://api.example/run/:email/{weather}' }))).toEqual([]));

  it('takes two hints for a word that says it, and one for nothing', () => {
    expect(described('The photo of your choice')).toEqual([]);
    expect(categorize(aResource({ serviceName: 'Photo', tags: ['illustration', 'portrait'] }))).toEqual([
      'ai/image',
    ]);
  });
});

describe('what is told', () => {
  it('stands best first, and without what is beside the point', () => {
    const forPilots = aResource({
      resource: 'https://api.example/weather',
      serviceName: 'Weather for pilots',
      description: 'Weather at the airport of your next flight',
      tags: ['flights', 'sms'],
    });

    expect(categorize(forPilots)).toEqual(['data/weather', 'travel/flights']);
  });

  it('is three categories at most', () =>
    expect(described('Weather, hotels, VAT, horoscopes').length).toBe(3));

  it('is the same in whatever order tags come', () => {
    const tags = ['real', 'estate', 'web', 'search', 'ocr', 'sms'];
    fc.assert(
      fc.property(fc.shuffledSubarray(tags, { minLength: tags.length }), (shuffled) =>
        expect(categorize(aResource({ tags: shuffled }))).toEqual(categorize(aResource({ tags }))),
      ),
    );
  });
});

describe('what is not told', () => {
  it.each([
    ['a word inside another', 'Scarcity, taxonomy, carpets, sporadic democracy, forecastle'],
    ['a word of another script that looks alike', 'wеather'],
    ['what every paid endpoint says', 'Pay-per-call API for AI agents: USDC on Base via x402, no API keys'],
    ['a look-alike', 'Real-time, open source, LLM-ready, in stock; checks the health endpoint'],
    ['nothing at all', ' \n\t '],
    ['signs', '{"}\\u0000$&'],
  ])('hears no category in %s', (_what, text) => expect(described(text)).toEqual([]));

  it('believes nobody who says everything', () => {
    const stuffed = CATEGORIES.map(({ says }) => says.split(',')[0]?.trim()).join(', ');

    expect(described(stuffed)).toEqual([]);
    expect(categorize(aResource({ description: stuffed, tags: stuffed.split(', ') }))).toEqual([]);
    expect(categorize(aResource({ description: stuffed, serviceName: 'Acme Weather' }))).toEqual([
      'data/weather',
    ]);
  });

  it('counts a word once, however often it is said', () => {
    const shouted = categorize(aResource({ serviceName: 'OCR', description: 'weather '.repeat(20) }));

    expect(shouted.slice().sort()).toEqual(['ai/ocr', 'data/weather']);
  });
});

it('reads spellings as search does', () => {
  expect(described('ＷＥＡＴＨＥＲ')).toEqual(['data/weather']);
  expect(described('Wéather fore\u200bcasts')).toEqual(['data/weather']);
  expect(described('GitHub repositories')).toEqual(described('github repository'));
});

it('gives three known categories at most for whatever it is given, and soon', () => {
  const names = CATEGORIES.map(({ name }) => name);
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  fc.assert(
    fc.property(
      text,
      text,
      fc.array(text, { maxLength: 5 }),
      fc.json(),
      (resource, description, tags, json) => {
        const outputSchema: unknown = JSON.parse(json);
        const found = categorize({ resource, toolName: description, description, tags, outputSchema });

        expect(found.length).toBeLessThanOrEqual(3);
        expect(names).toEqual(expect.arrayContaining([...found]));
      },
    ),
  );

  const startedAt = performance.now();
  for (const long of ['weather '.repeat(100_000), '\ufdfa'.repeat(100_000), 'aA'.repeat(200_000)])
    categorize(
      aResource({ resource: `https://x.example/${long}`, description: long, tags: Array(999).fill(long) }),
    );
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

describe('recorded descriptions', () => {
  interface Recorded extends Partial<Categorized> {
    readonly resource: string;
    /** What a reader would call it; the first fits best. Empty: nothing can be told. */
    readonly accepted: readonly string[];
  }
  const fixture = new URL('../../../../test/fixtures/x402/described-resources.json', import.meta.url);
  const recorded = JSON.parse(readFileSync(fixture, 'utf8')) as readonly Recorded[];

  it.each(recorded)('$resource is $accepted', ({ accepted, ...resource }) => {
    const found = categorize(aResource(resource));

    expect(found[0]).toBe(accepted[0]);
    expect(accepted).toEqual(expect.arrayContaining([...found]));
  });
});
