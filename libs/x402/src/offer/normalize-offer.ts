import { fail, ok, type Result } from '@bazaar/kernel';
import { type Asset } from '../assets/asset.js';
import { type Offer, type PriceKind } from '../model.js';
import { decimalFromAtomic } from '../money/decimal.js';
import { describeNetwork, findNetwork, rulesOn, type DescribedNetwork } from '../networks/find-network.js';
import { type NetworkRules } from '../networks/network.js';
import { issue, type Issue } from '../reasons/issue.js';
import { findScheme } from '../schemes/find-scheme.js';
import { clientOf, isFilledText, type Scheme } from '../schemes/scheme.js';
import { readTerms } from '../schemes/terms.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { PaymentRequirements } from './payment-requirements.schema.js';
import { absurdity, priceOf } from './price-offers.js';
import { readAmount, readDecimalAmount, type ReadAmount } from './read-amount.js';
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

/** What clients compare as it is written. */
const IDENTIFIERS = ['scheme', 'network', 'asset', 'payTo'] as const;
const TIMEOUT_SECONDS_MAX = 2 ** 31 - 1;

/**
 * Turns one `accepts` entry into an offer and the issues found on the way.
 *
 * Units:  `amountAtomic` counts the asset's smallest unit (USDC: 1 = 0.000001 USDC), and is null for currencies
 *         issued on the XRP Ledger, which have none; `amount` and `priceUsd` are exact decimals, null when not
 *         known. Prices in other money than dollars come with {@link priceOffers}.
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

  const rules = rulesOn(network.id);
  const extra = recordOr(fields.extra);
  const assetRaw = identifier(fields.asset);
  const { address, asset, reason } = resolveAsset(network.id, rules, assetRaw, extra);
  if (reason !== null) issues.push(assetRaw === '' ? issue(reason) : issue(reason, assetRaw));

  const isDecimal = address !== null && rules?.hasDecimalAmounts(address) === true;
  const { written, isMisnamed, isDisputed } = amountsOf(fields, x402Version);
  const stated = isDecimal ? readDecimalAmount(written) : readAmount(written);
  const isHidden = stated.reason === 'amount-missing' && rules?.mayOmit.includes('amount') === true;
  if (isHidden) issues.push(issue('amount-hidden'));
  else if (stated.reason !== null) issues.push(issue(stated.reason, stated.amountRaw ?? undefined));
  if (isMisnamed) issues.push(issue('amount-misnamed'));
  if (isDisputed) issues.push(issue('amount-disputed'));

  const unclean = IDENTIFIERS.filter(
    (name) => typeof fields[name] === 'string' && fields[name] !== identifier(fields[name]),
  );
  if (unclean.length > 0) issues.push(issue('stray-characters', unclean.join(', ')));

  const payTo = identifier(fields.payTo);
  const payee = rules === null ? payTo : rules.canonicalAddress(payTo);
  issues.push(...payeeIssues(payTo, payee, rules));

  const client = clientOf(scheme, network.family);
  const maxTimeoutSeconds = readTimeout(fields.maxTimeoutSeconds);
  const mayOmitTimeout = rules?.mayOmit.includes('maxTimeoutSeconds') === true;
  if (maxTimeoutSeconds === null && !mayOmitTimeout) issues.push(issue('timeout-missing'));
  const amount = amountOf(stated, asset);
  const price = priceOf(amount, asset, network.environment, null);
  issues.push(...absurdity(price));

  const terms = scheme === null ? null : readTerms(scheme.terms, extra);
  if (terms !== null && scheme?.tellTerms != null) issues.push(scheme.tellTerms(terms));

  const offer: OfferDraft = {
    x402Version,
    scheme: schemeId,
    network: network.id,
    environment: network.environment,
    asset: address,
    assetRaw,
    amountAtomic: stated.amountAtomic,
    amountRaw: stated.amountRaw,
    amount,
    priceUsd: price.priceUsd,
    rateDate: price.rateDate,
    priceKind: isHidden ? 'UNKNOWN' : priceKindOf(scheme, stated),
    payTo: payee ?? payTo,
    maxTimeoutSeconds,
    paymentFlow: cleanText(own(extra, 'paymentFlow'), TEXT_MAX.name) ?? client?.defaultFlow ?? null,
    transferMethod:
      cleanText(own(extra, 'assetTransferMethod'), TEXT_MAX.name) ?? client?.defaultTransferMethod ?? null,
    terms,
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
  if (!network.known) {
    // Version 1 knows networks by name alone, so an id is none that any client of it finds.
    const isForeign = x402Version === 1 && written.includes(':');
    return [issue('network-unknown', written), ...(isForeign ? [issue('network-alias', written)] : [])];
  }
  const row = findNetwork(network.id);
  const isId = written === network.id || row?.formerIds.includes(written) === true;
  const isName = written === row?.v1Name;
  const asItsVersionAsks = x402Version === null || (x402Version === 1 ? isName : isId);
  return asItsVersionAsks ? [] : [issue('network-alias', written)];
}

function payeeIssues(written: string, payee: string | null, rules: NetworkRules | null): readonly Issue[] {
  if (written === '') return [issue('pay-to-missing')];
  if (payee === null) return [issue('pay-to-malformed', written)];
  return payee === rules?.zeroAddress ? [issue('pay-to-zero')] : [];
}

/** What clients of the entry's version read; under the other version's name only where that is all there is. */
function amountsOf({ amount, maxAmountRequired }: PaymentRequirements, x402Version: number | null) {
  const [read, other] = x402Version === 1 ? [maxAmountRequired, amount] : [amount, maxAmountRequired];
  const isStated = (read ?? null) !== null;
  const isOther = (other ?? null) !== null;
  return {
    written: read ?? other,
    isMisnamed: x402Version !== null && !isStated && isOther,
    isDisputed: isStated && isOther && read !== other,
  };
}

function readTimeout(value: unknown): number | null {
  const seconds = isFilledText(value) && /^\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && seconds > 0 && seconds <= TIMEOUT_SECONDS_MAX
    ? Math.ceil(seconds)
    : null;
}

/** In whole units of the asset: decimals by the registry only. */
function amountOf({ amountAtomic, decimal }: ReadAmount, asset: Asset | null): string | null {
  if (decimal !== null) return decimal;
  const decimals = asset?.decimals ?? null;
  return amountAtomic === null || decimals === null ? null : decimalFromAtomic(amountAtomic, decimals);
}

function priceKindOf(scheme: Scheme | null, { amountAtomic, decimal }: ReadAmount): PriceKind {
  if (scheme === null) return 'UNKNOWN';
  return amountAtomic === 0n || decimal === '0' ? 'FREE' : scheme.priceKind;
}
