import {
  type Call,
  type Offer,
  type ReasonCode,
  type ResourceReading,
  describeIssue,
  describeNetwork,
  findAsset,
} from '@bazaar/x402';

/** What one answer turned out to be. */
export interface Inspected {
  readonly url: string | null;
  readonly reason: ReasonCode;
  readonly reading: ResourceReading | null;
}

/** For machines: one object a line, prices as text. */
export function inspectionJson({ url, reason, reading }: Inspected): string {
  return JSON.stringify({
    url,
    reason,
    ...describeIssue({ code: reason, detail: null }),
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
  });
}

/** For a seller at a terminal. */
export function inspectionText({ url, reason, reading }: Inspected): string {
  const head = `${url ?? 'kept answer'}: ${reason}`;
  if (reading === null) {
    const { message, fix } = describeIssue({ code: reason, detail: null });
    return [head, `  ${message}`, ...(fix === null ? [] : [`  -> ${fix}`])].join('\n');
  }
  const issues = [...reading.issues, ...reading.offers.flatMap((offer) => offer.issues)].map(describeIssue);
  return [
    head,
    `  x402 version ${reading.x402Version ?? 'unknown'}, ${reading.payability}${reading.serviceName === null ? '' : `, ${reading.serviceName}`}`,
    '  Offers',
    ...reading.offers.map((offer) => `    ${offerLine(offer)}`),
    '  Call',
    ...callLines(reading.call).map((line) => `    ${line}`),
    issues.length === 0 ? '  Nothing to mend.' : '  Issues',
    ...issues.map(
      ({ severity, code, message, fix }) =>
        `    ${severity} ${code}: ${message}${fix === null ? '' : `\n      -> ${fix}`}`,
    ),
  ].join('\n');
}

function offerLine({
  network,
  scheme,
  priceUsd,
  priceKind,
  amount,
  asset,
  assetRaw,
  payTo,
  payability,
}: Offer): string {
  const { name } = describeNetwork(network);
  const symbol = findAsset(network, asset ?? assetRaw)?.symbol ?? assetRaw;
  const upTo = priceKind === 'MAX' || priceKind === 'HOLD' ? 'up to ' : '';
  const price = priceUsd === null ? 'no dollar price' : `${upTo}$${priceUsd}`;
  return `${price} (${amount ?? '?'} ${symbol}) on ${name ?? network}, ${scheme}, to ${payTo}: ${payability}`;
}

const callLines = ({ method, url, toolName, parts, complete }: Call): string[] => [
  `${method ?? (toolName === null ? '?' : `tool ${toolName} of`)} ${url ?? '?'}${complete ? '' : ' (not all that is needed is known)'}`,
  ...parts.map(
    (part) =>
      `${part.in}: ${part.example === null ? 'described by a schema' : JSON.stringify(part.example).slice(0, 200)}`,
  ),
];
