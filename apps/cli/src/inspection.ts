import {
  type Call,
  type Issue,
  type Offer,
  type ReasonCode,
  type ResourceReading,
  cleanText,
  describeIssue,
  describeNetwork,
  findAsset,
} from '@bazaar/x402';

import { visible } from './visible.js';

const URL_CHARS_MAX = 2048;
const EXAMPLE_CHARS_MAX = 200;
/** What a Date can hold. */
const SECONDS_MAX = 8.64e12;

/** What one answer turned out to be. */
export interface Inspected {
  readonly url: string | null;
  readonly reason: ReasonCode;
  /** What exactly the reason is about, where that is known. */
  readonly detail: string | null;
  readonly reading: ResourceReading | null;
}

/** For machines: one object a line, prices as text. */
export function inspectionJson({ url, reason, detail, reading }: Inspected): string {
  const inspected = {
    url,
    reason,
    ...describeIssue({ code: reason, detail }),
    readable: reading !== null,
    payability: reading?.payability ?? null,
    x402Version: reading?.x402Version ?? null,
    resource: reading?.resource ?? null,
    offers: (reading?.offers ?? []).map(({ raw: _raw, issues, amountAtomic, ...offer }) => ({
      ...offer,
      amountAtomic: amountAtomic?.toString() ?? null,
      issues: issues.map(describeIssue),
    })),
    call: reading?.call ?? null,
    issues: (reading?.issues ?? []).map(describeIssue),
  };
  return visible(JSON.stringify(inspected));
}

/** For a seller at a terminal. */
export const inspectionText = (inspected: Inspected): string => textLines(inspected).map(visible).join('\n');

function textLines({ url, reason, detail, reading }: Inspected): readonly string[] {
  const head = `${cleanText(url, URL_CHARS_MAX) ?? 'kept answer'}: ${reason}`;
  if (reading === null) {
    const { message, fix } = describeIssue({ code: reason, detail });
    return [head, `  ${message}`, ...(fix === null ? [] : [`  -> ${fix}`])];
  }
  const { x402Version, payability, serviceName, offers, call, issues } = reading;
  const count = issues.length + offers.flatMap((offer) => offer.issues).length;
  return [
    head,
    `  x402 version ${x402Version ?? 'unknown'}, ${payability}${serviceName === null ? '' : `, ${serviceName}`}`,
    '  Offers',
    ...offers.flatMap((offer) => offerLines(offer, issues)).map((line) => `    ${line}`),
    '  Call',
    ...callLines(call).map((line) => `    ${line}`),
    ...(issues.length === 0 ? [] : ['  Issues']),
    ...issues.flatMap(issueLines).map((line) => `    ${line}`),
    ...(count === 0 ? ['  Nothing to mend.'] : []),
  ];
}

function issueLines(issue: Issue): string[] {
  const { severity, code, message, fix } = describeIssue(issue);
  return [`${severity} ${code}: ${message}`, ...(fix === null ? [] : [`  -> ${fix}`])];
}

/** An offer, and what is wrong with it beyond what is wrong with the whole answer. */
function offerLines(offer: Offer, said: readonly Issue[]): string[] {
  const { network, scheme, payTo, payability, terms } = offer;
  const issues = offer.issues.filter(({ code }) => said.every((other) => other.code !== code));
  const { name } = describeNetwork(network);
  const stated = Object.entries(terms ?? {}).map(([term, value]) => `${term} ${termText(term, value)}`);
  return [
    `${priceText(offer)} on ${name ?? network}, ${scheme}, to ${payTo}: ${payability}`,
    ...(stated.length === 0 ? [] : [`  ${stated.join(', ')}`]),
    ...issues.flatMap(issueLines).map((line) => `  ${line}`),
  ];
}

function priceText(offer: Offer): string {
  const { network, environment, priceUsd, priceKind, amount, amountAtomic, asset, assetRaw, rateDate } =
    offer;
  const symbol = findAsset(network, asset ?? assetRaw)?.symbol ?? assetRaw;
  const most = priceKind === 'MAX' || priceKind === 'HOLD' ? 'up to ' : '';
  const unpriced = environment === 'TESTNET' ? 'test money' : 'no dollar price';
  const dollars =
    priceUsd === null ? unpriced : `${most}$${priceUsd}${rateDate === null ? '' : ` of ${rateDate}`}`;
  const units =
    amount === null && amountAtomic !== null ? `${amountAtomic} atomic units of` : (amount ?? '?');
  return `${dollars} (${most}${units} ${symbol})`;
}

/** Deadlines are seconds since 1970. */
const termText = (term: string, value: unknown): string =>
  term.endsWith('Deadline') && typeof value === 'number' && value < SECONDS_MAX
    ? new Date(value * 1000).toISOString()
    : String(value);

const callLines = ({ method, url, toolName, parts, complete }: Call): string[] => [
  `${method ?? (toolName === null ? '(method not stated)' : `tool ${toolName} of`)} ${url ?? '?'}${complete ? '' : ' (not all that is needed is known)'}`,
  ...parts.map(({ in: place, example, exampleValid }) => {
    const shown =
      example === null ? 'described by a schema' : JSON.stringify(example).slice(0, EXAMPLE_CHARS_MAX);
    return `${place}: ${shown}${exampleValid === false ? ' (its own schema refuses it)' : ''}`;
  }),
];
