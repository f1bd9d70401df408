import {
  type ResourceReading,
  canonicalJson,
  infoChecks,
  parseRecordedFile,
  priceOffers,
  readCatalogItem,
  readResource,
  readToolResource,
} from '@bazaar/x402';

import { mutateBase64, mutateJsonText, mutateText } from './mutate-text.js';
import { mutateJson } from './mutate-json.js';
import { type Random } from './random.js';

/** One way into the reader: an input that is made from real ones, and what reads it. */
export interface Subject {
  readonly name: string;
  readonly make: (random: Random, corpus: readonly unknown[]) => unknown;
  /** Throws only where the reader does. */
  readonly read: (input: never) => readonly ResourceReading[];
}

const URL = 'https://api.example.com/v1/weather/Rome?units=metric';
const HEADER_NAMES = ['PAYMENT-REQUIRED', 'payment-required', 'Payment-Required'];
const CHANGES_MAX = 5;
const RATES = { date: '2026-11-20', usdPerUnit: { EUR: '1.0832', XRP: '2.1', BTC: '95000' } };

interface AnswerInput {
  readonly url: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const answer: Subject = {
  name: 'answer',
  make: (random, corpus): AnswerInput => {
    const inHeader = random.happens(0.6);
    const inBody = !inHeader || random.happens(0.4);
    const headers: Record<string, string> = {};
    if (random.happens(0.05))
      headers['www-authenticate'] = mutateText('L402 macaroon="a", Payment id="1"', random);
    if (inHeader) headers[random.pick(HEADER_NAMES)] = headerValue(random, corpus);
    return {
      url: random.happens(0.03) ? mutateText(URL, random) : URL,
      status: random.happens(0.98) ? 402 : random.pick([200, 404, 412, 0, NaN, -1]),
      headers,
      body: inBody ? challengeText(random, corpus) : '{}',
    };
  },
  read: ({ url, ...given }: AnswerInput) => {
    const read = readResource({ url, method: 'GET', answer: given });
    return read.ok ? [read.value] : [];
  },
};

interface ToolInput {
  readonly result: unknown;
  readonly tool: { readonly inputSchema: unknown; readonly description: unknown };
}

const toolResult: Subject = {
  name: 'tool result',
  make: (random, corpus): ToolInput => {
    const challenge = challengeOf(random, corpus);
    const text = () =>
      random.happens(0.2) ? mutateJsonText(JSON.stringify(challenge), random) : JSON.stringify(challenge);
    const forms = [
      () => ({ isError: true, structuredContent: challenge, content: [] }),
      () => ({ isError: true, content: [{ type: 'text', text: text() }] }),
      () => ({ isError: true, structuredContent: { 'x402/error': { code: 402, data: challenge } } }),
      () => ({ code: 402, message: 'pay', data: challenge }),
      () => ({ error: { code: 402, data: challenge } }),
    ];
    const result = random.pick(forms)();
    return {
      result: random.happens(0.2) ? mutateJson(result, challenge, random) : result,
      tool: { inputSchema: challengeOf(random, corpus), description: 'Weather by city' },
    };
  },
  read: ({ result, tool }: ToolInput) => {
    const read = readToolResource({ serverUrl: URL, toolName: 'weather', transport: null, result, tool });
    return read.ok ? [read.value] : [];
  },
};

const catalogItem: Subject = {
  name: 'catalogue item',
  make: (random, corpus) => {
    const item = {
      url: URL,
      ...(random.pick(corpus) as object),
      quality: {},
      lastUpdated: '2026-11-20T10:00:00Z',
    };
    return changed(structuredClone(item), random, corpus);
  },
  read: (item: unknown) => {
    const read = readCatalogItem(item);
    return read.ok && read.value.reading !== null ? [read.value.reading] : [];
  },
};

const keptFile: Subject = {
  name: 'kept file',
  make: (random, corpus) => {
    const challenge = challengeText(random, corpus);
    const forms = [
      () => challenge,
      () => headerValue(random, corpus),
      () =>
        JSON.stringify({
          url: URL,
          status: 402,
          headers: { 'payment-required': headerValue(random, corpus) },
          body: challenge,
        }),
      () =>
        `HTTP/1.1 402 Payment Required\r\npayment-required: ${headerValue(random, corpus)}\r\n\r\n${challenge}`,
    ];
    return asReceived(mutateText(random.pick(forms)(), random));
  },
  read: (text: string) =>
    parseRecordedFile(text).flatMap(({ url, ...given }) => {
      const read = readResource({ url: url ?? URL, method: null, answer: given });
      return read.ok ? [read.value] : [];
    }),
};

/** The answer twice, since most of what comes is one. */
export const subjects: readonly Subject[] = [answer, answer, toolResult, catalogItem, keptFile];

/** What happens to a reading before it is stored. */
export function useReading(reading: ResourceReading): void {
  priceOffers(reading.offers, RATES);
  infoChecks(reading);
  canonicalJson(reading.challenge);
}

function challengeOf(random: Random, corpus: readonly unknown[]): unknown {
  return changed(structuredClone(random.pick(corpus)), random, corpus);
}

function changed(value: unknown, random: Random, corpus: readonly unknown[]): unknown {
  let current = value;
  for (let times = random.below(CHANGES_MAX + 1); times > 0; times--)
    current = mutateJson(current, random.pick(corpus), random);
  return current;
}

function challengeText(random: Random, corpus: readonly unknown[]): string {
  const text = JSON.stringify(challengeOf(random, corpus) ?? null);
  return asReceived(random.happens(0.3) ? mutateJsonText(text, random) : text);
}

/** A text is read out of bytes: half a character may be written as an escape, but never comes as such. */
const asReceived = (text: string): string => text.toWellFormed();

function headerValue(random: Random, corpus: readonly unknown[]): string {
  const text = challengeText(random, corpus);
  if (random.happens(0.05)) return text;
  const encoded = Buffer.from(text).toString('base64');
  return random.happens(0.3) ? mutateBase64(encoded, random) : encoded;
}
