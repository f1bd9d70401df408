import { assetAt } from '../assets/find-asset.js';
import { type Payability } from '../model.js';
import { issue, type Issue } from '../reasons/issue.js';
import { type ReasonCode } from '../reasons/reasons.js';
import { movesByToken } from '../schemes/checks.js';
import { findScheme } from '../schemes/find-scheme.js';
import { clientOf, type SchemeClient } from '../schemes/scheme.js';
import { recordOr, type JsonRecord } from '../text/record.js';
import { type OfferDraft } from './normalize-offer.js';

/** What no client of any scheme or network can get past. */
const ALWAYS_BLOCKS: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['network-missing', 'scheme-missing']);

/** What stops the stock client of a family we know. Elsewhere we cannot tell: `cloudflare:402` has no amount. */
const BLOCKS_STOCK_CLIENTS: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'network-alias',
  'stray-characters',
  'asset-missing',
  'asset-symbol',
  'asset-malformed',
  'amount-missing',
  'amount-misnamed',
  'amount-not-atomic',
  'amount-not-decimal',
  'amount-too-large',
  'pay-to-missing',
  'pay-to-malformed',
  'pay-to-zero',
]);

/** What a catalogue may have left out, however much it counts where the endpoint itself says no more. */
const LEFT_OUT: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'network-missing',
  'scheme-missing',
  'asset-missing',
  'amount-missing',
  'pay-to-missing',
]);

export interface Judgement {
  readonly payability: Payability;
  /** Those of the draft, and what was found by judging it. */
  readonly issues: readonly Issue[];
}

export interface JudgingContext {
  readonly family: string;
  readonly extra: JsonRecord;
  /** Why official clients cannot read the challenge that carries the offer; null where they can. */
  readonly unreadable: ReasonCode | null;
  /** Retold by a catalogue, which may have left things out. */
  readonly isRetold: boolean;
}

/** Whether a stock client could pay the offer as it stands. */
export function judgeOffer(
  draft: OfferDraft,
  { family, extra, unreadable, isRetold }: JudgingContext,
): Judgement {
  const found = [...draft.issues];
  const done = (payability: Payability): Judgement => ({ payability, issues: found });

  if (unreadable !== null) found.push(issue(unreadable));
  const client = clientOf(findScheme(draft.scheme), family);
  const domain = domainIssue(draft, extra);
  const failed = client === null ? [] : schemeIssues(draft, extra, client);
  if (domain?.code === 'eip712-differs') failed.push(domain);
  found.push(...failed.filter(({ code }) => draft.issues.every((named) => named.code !== code)));
  if (domain?.code === 'eip712-doubtful') found.push(domain);

  const isLeftOut = (code: ReasonCode) => isRetold && LEFT_OUT.has(code);
  const isIn = (codes: ReadonlySet<ReasonCode>) =>
    draft.issues.some(({ code }) => codes.has(code) && !isLeftOut(code));
  const isUnknown = unreadable === 'headers-not-kept';
  if ((unreadable !== null && !isUnknown) || isIn(ALWAYS_BLOCKS)) return done('BLOCKED');
  if (client === null) return done('UNKNOWN');
  if (isIn(BLOCKS_STOCK_CLIENTS)) return done('BLOCKED');
  if (draft.issues.some(({ code }) => isLeftOut(code))) return done('UNKNOWN');
  if (failed.length > 0) return done(isRetold && mayBeLost(failed, extra) ? 'UNKNOWN' : 'BLOCKED');
  if (isUnknown) return done('UNKNOWN');
  return done(draft.x402Version === 1 ? 'V1_ONLY' : 'PAYABLE');
}

/** Catalogues leave out `extra` whole, and timeouts: only the endpoint can tell what it says itself. */
const mayBeLost = (failed: readonly Issue[], extra: JsonRecord): boolean =>
  Object.keys(extra).length === 0 || failed.every(({ code }) => code === 'timeout-missing');

function schemeIssues(draft: OfferDraft, extra: JsonRecord, client: SchemeClient): Issue[] {
  const { x402Version, network, asset, assetRaw, amountAtomic, maxTimeoutSeconds, transferMethod } = draft;
  const paymentFlow = draft.paymentFlow ?? client.defaultFlow;
  const checked = {
    x402Version,
    network,
    asset,
    assetRaw,
    amountAtomic,
    maxTimeoutSeconds,
    transferMethod,
    paymentFlow,
    extra,
    raw: recordOr(draft.raw),
  };
  const knowsMethod = transferMethod === null || (client.transferMethods?.includes(transferMethod) ?? true);
  const issues: Issue[] = [];
  if (x402Version === 1 && !client.speaksV1) issues.push(issue('version-unsupported'));
  if (!client.flows.includes(paymentFlow)) issues.push(issue('flow-unknown'));
  if (!knowsMethod) issues.push(issue('transfer-method-unknown', transferMethod));
  for (const { reason, fails } of client.checks) {
    const failure = fails(checked);
    if (failure !== false) issues.push(issue(reason, failure === true ? undefined : failure));
  }
  return issues;
}

/** The name and version are signed over byte for byte; another spelling gives another signature. */
function domainIssue(offer: OfferDraft, extra: JsonRecord): Issue | null {
  const { network, asset, transferMethod } = offer;
  const token = asset === null ? null : assetAt(network, asset);
  const domain = token?.eip712 ?? null;
  if (domain === null || transferMethod === null || !movesByToken(offer)) return null;
  const { name = domain.name, version = domain.version } = extra;
  if (name === domain.name && version === domain.version) return null;
  return issue(token?.isDomainCertain === true ? 'eip712-differs' : 'eip712-doubtful');
}
