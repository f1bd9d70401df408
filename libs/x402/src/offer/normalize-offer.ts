import { fail, ok, type Result } from '@bazaar/kernel';
import { type Asset } from '../assets/asset.js';
import { type Offer } from '../model.js';
import { decimalFromAtomic, usdMicros } from '../money/decimal.js';
import {
  canonicalAddressOn,
  describeNetwork,
  hasAddressRule,
  type DescribedNetwork,
} from '../networks/find-network.js';
import { issue, type Issue } from '../reasons/issue.js';
import { findScheme } from '../schemes/index.js';
import { clientOf, isFilledText } from '../schemes/scheme.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { PaymentRequirements } from './payment-requirements.schema.js';
import { readAmount } from './read-amount.js';
import { resolveAsset } from './resolve-asset.js';

/** An offer before it is judged and has its key. */
export type OfferDraft = Omit<Offer, 'key' | 'payability'>;

export interface NormalizedOffer {
  readonly offer: OfferDraft;
  /** The network's family: whose client would pay. */
  readonly family: string;
  /** The entry's own `extra`, empty where it has none. */
  readonly extra: JsonRecord;
}

const ZERO_PAYEE = /^(?:0x0{40}|1{32})$/;
const TIMEOUT_SECONDS_MAX = 2 ** 31 - 1;

/**
 * Turns one `accepts` entry into an offer and the issues found on the way.
 *
 * Units:  `amountAtomic` counts the asset's smallest unit (USDC: 1 = 0.000001 USDC); `priceUsd` is an exact
 *         decimal, null when no dollar price is known.
 * Errors: none thrown; only what is no object is refused. What we do not know is kept and named.
 * Source: x402 specification v2, §5.1 (PaymentRequirements); v1 names the amount `maxAmountRequired`.
 *
 * @param x402Version the version of the challenge that carries the entry, null where it has none
 */
export function normalizeOffer(
  raw: unknown,
  x402Version: number | null,
): Result<NormalizedOffer, 'offer-not-an-object'> {
  const parsed = isRecord(raw) ? PaymentRequirements.safeParse(raw) : null;
  if (parsed?.success !== true || !isRecord(raw)) return fail('offer-not-an-object');
  const fields = parsed.data;
  const issues: Issue[] = [];

  const schemeId = identifier(fields.scheme);
  const scheme = findScheme(schemeId);
  if (schemeId === '') issues.push(issue('scheme-missing'));
  else if (scheme === null) issues.push(issue('scheme-unknown', schemeId));

  const networkRaw = identifier(fields.network);
  const network = describeNetwork(networkRaw);
  issues.push(...networkIssues(networkRaw, network, x402Version));

  const assetRaw = identifier(fields.asset);
  const { address, asset, reason } = resolveAsset(network.id, assetRaw);
  if (reason !== null) issues.push(assetRaw === '' ? issue(reason) : issue(reason, assetRaw));

  const amount = readAmount(fields.amount);
  if (amount.reason !== null) issues.push(issue(amount.reason, amount.amountRaw ?? undefined));
  else if (isMisnamed(raw, x402Version)) issues.push(issue('amount-misnamed'));

  const payTo = identifier(fields.payTo);
  const payee = canonicalAddressOn(network.id, payTo);
  issues.push(...payeeIssues(payTo, payee, network));

  const extra = recordOr(fields.extra);
  const client = clientOf(scheme, network.family);
  const maxTimeoutSeconds = readTimeout(fields.maxTimeoutSeconds);
  if (maxTimeoutSeconds === null) issues.push(issue('timeout-missing'));
  const price = priceOf(amount.amountAtomic, asset, network);
  if (price.absurd) issues.push(issue('price-absurd', price.priceUsd ?? undefined));

  const offer: OfferDraft = {
    x402Version,
    scheme: schemeId,
    network: network.id,
    environment: network.environment,
    asset: address,
    assetRaw,
    amountAtomic: amount.amountAtomic,
    amountRaw: amount.amountRaw,
    amount: price.amount,
    priceUsd: price.priceUsd,
    priceKind: scheme !== null && amount.amountAtomic === 0n ? 'FREE' : (scheme?.priceKind ?? 'UNKNOWN'),
    payTo: payee ?? payTo,
    maxTimeoutSeconds,
    paymentFlow: cleanText(own(extra, 'paymentFlow'), TEXT_MAX.name) ?? client?.defaultFlow ?? null,
    transferMethod:
      cleanText(own(extra, 'assetTransferMethod'), TEXT_MAX.name) ?? client?.defaultTransferMethod ?? null,
    issues,
    raw,
  };
  return ok({ offer, family: network.family, extra });
}

const identifier = (value: unknown): string => cleanText(value, TEXT_MAX.identifier) ?? '';

function networkIssues(
  written: string,
  network: DescribedNetwork,
  x402Version: number | null,
): readonly Issue[] {
  if (written === '') return [issue('network-missing')];
  if (!network.known) return [issue('network-unknown', written)];
  const isId = written === network.id;
  const isName = !isId && !written.includes(':') && network.aliases.includes(written);
  const asItsVersionAsks = x402Version === null || (x402Version === 1 ? isName : isId);
  return asItsVersionAsks ? [] : [issue('network-alias', written)];
}

function payeeIssues(written: string, payee: string | null, network: DescribedNetwork): readonly Issue[] {
  if (written === '') return [issue('pay-to-missing')];
  if (payee === null) return [issue('pay-to-malformed', written)];
  return hasAddressRule(network.id) && ZERO_PAYEE.test(payee) ? [issue('pay-to-zero')] : [];
}

/** The amount stands under the other version's name, where a client of this version does not look. */
const isMisnamed = (raw: JsonRecord, x402Version: number | null): boolean =>
  x402Version !== null && (own(raw, x402Version === 1 ? 'maxAmountRequired' : 'amount') ?? null) === null;

function readTimeout(value: unknown): number | null {
  const seconds = isFilledText(value) && /^\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && seconds > 0 && seconds <= TIMEOUT_SECONDS_MAX
    ? Math.ceil(seconds)
    : null;
}

/** Test money has no dollar price, and neither has a token pegged to another currency before a rate is applied. */
function priceOf(
  amountAtomic: bigint | null,
  asset: Asset | null,
  network: DescribedNetwork,
): { amount: string | null; priceUsd: string | null; absurd: boolean } {
  if (amountAtomic === null || asset === null) return { amount: null, priceUsd: null, absurd: false };
  const amount = decimalFromAtomic(amountAtomic, asset.decimals);
  const priceUsd = asset.pegCurrency === 'USD' && network.environment === 'MAINNET' ? amount : null;
  return { amount, priceUsd, absurd: priceUsd !== null && usdMicros(priceUsd) === null };
}
