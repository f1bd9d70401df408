import { ask, type Payee } from '../ask.js';
import { describeInput } from '../describe-input.js';
import { officialSeller, type PaidRoute } from '../official-seller.js';
import { type Seller } from '../site.js';
import { BASE_USDC, SOLANA_USDC } from '../tokens.js';

const payee: Payee = {
  evm: '0x696058Ee2Adbc4eE2355DBe54760767B99833380',
  solana: 'DULBRVsg7kmv2HsdEhFUBz89bq1Zx68GHGLX5Ls7rku8',
};

const USD_PER_PAGE_MICROS = 2_000n;
const PAGES_DEFAULT = 1n;

/** Two tenths of a cent a page. */
function summaryPrice(pages: unknown): string {
  const count = typeof pages === 'string' && /^[1-9]\d{0,2}$/.test(pages) ? BigInt(pages) : PAGES_DEFAULT;
  const micros = (count * USD_PER_PAGE_MICROS).toString().padStart(7, '0');
  return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
}

const routes: readonly PaidRoute[] = [
  {
    name: 'translate-text',
    method: 'POST',
    path: '/v1/translate',
    description:
      'Translate text between 60 languages, keeping tone and formatting. Neural machine translation.',
    tags: ['translation', 'language', 'nlp'],
    asks: [ask(BASE_USDC, '0.02', payee), ask(SOLANA_USDC, '0.02', payee)],
    discovery: {
      bodyType: 'json',
      ...describeInput({
        text: { example: 'Good morning', description: 'Text of at most 5,000 characters' },
        target: { example: 'it', description: 'Target language, ISO 639-1' },
        source: { example: 'en', description: 'Source language; detected if absent', optional: true },
      }),
      output: { example: { text: 'Buongiorno', source: 'en', target: 'it' } },
    },
  },
  {
    name: 'ocr-image',
    method: 'POST',
    path: '/v1/ocr',
    description: 'Extract text from an image or scanned PDF (OCR) with line positions and confidence.',
    tags: ['ocr', 'documents', 'vision'],
    asks: [ask(BASE_USDC, '0.015', payee)],
    discovery: {
      bodyType: 'json',
      ...describeInput({
        imageUrl: { example: 'https://example.com/receipt.png', description: 'Public URL of the image' },
      }),
      output: { example: { lines: [{ text: 'TOTAL 12.40', confidence: 0.98 }] } },
    },
  },
  {
    name: 'speech-to-text-upto',
    method: 'POST',
    path: '/v1/transcribe',
    description:
      'Speech to text: transcribe audio up to 30 minutes, charged by the second, never above the stated price.',
    tags: ['speech to text', 'transcription', 'audio'],
    asks: [ask(BASE_USDC, '0.10', payee, { scheme: 'upto' })],
    discovery: {
      bodyType: 'json',
      ...describeInput({
        audioUrl: { example: 'https://example.com/call.mp3', description: 'Public URL of the audio file' },
        diarize: { example: false, description: 'Tell speakers apart', optional: true },
      }),
      output: { example: { text: 'Hello and welcome.', seconds: 2.1 } },
    },
  },
  {
    name: 'summarize-dynamic-price',
    method: 'GET',
    path: '/v1/summarize',
    description:
      'Summarize a web page or PDF in five bullet points; the price grows with the number of pages.',
    tags: ['summarization', 'documents', 'nlp'],
    asks: [
      ask(BASE_USDC, summaryPrice(undefined), payee, {
        usdFor: (request) => summaryPrice(request.adapter.getQueryParam?.('pages')),
      }),
    ],
    discovery: {
      ...describeInput({
        url: { example: 'https://example.com/report.pdf', description: 'Public URL of the document' },
        pages: { example: '1', description: 'Number of pages to read, at most 999', optional: true },
      }),
      output: { example: { bullets: ['Revenue grew by 4 %.'] } },
    },
  },
];

export const linguaDesk: Seller = {
  name: 'lingua-desk',
  open: async (site) => {
    const { app, endpoints } = await officialSeller(site, 'Lingua Desk', routes);
    // Where the others leave a GET to the 404 of the framework, this route says what it takes.
    app.all('/v1/translate', (_request, response) => {
      response.status(405).set('allow', 'POST').json({ error: 'Use POST.' });
    });
    return { handler: app, endpoints };
  },
};
