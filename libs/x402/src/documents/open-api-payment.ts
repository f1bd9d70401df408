import { type SaidBeside, readCatalogItem, type CatalogItem } from '../catalog-item/read-catalog-item.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { DOCUMENT_MAX } from './bounds.js';
import { type OpenApiRefs } from './open-api-refs.js';

/** Fields that sellers put on an operation which is paid. */
const SIGNS = ['x-payment-info', 'x-payment-required', 'x-pricing-usd'];

/** What an operation claims of its price: `NONE` where it does not say that it has one. */
export type OperationClaim =
  { readonly kind: 'PAID'; readonly item: CatalogItem } | { readonly kind: Unpaid };

/** OTHER_RAIL: paid by another protocol alone. */
type Unpaid = 'NONE' | 'FREE' | 'OTHER_RAIL';

/**
 * Whether an operation is paid by x402, and what it claims to cost, in any dialect of `x-payment-info`: `{protocols,
 * price}`, `{amount, amountUnits, asset, …, scheme}` with or without `paymentHeader` and `settlement`, `{offers}`. A `402`
 * among its responses is a sign by itself. Unlike an entry of a manifest, an operation may say its price alone.
 */
export function operationClaim(
  operation: JsonRecord,
  { method, at, refs }: { readonly method: string; readonly at: SaidBeside; readonly refs: OpenApiRefs },
): OperationClaim {
  const answers402 = own(refs.record(own(operation, 'responses')), '402') !== undefined;
  if (!answers402 && !SIGNS.some((sign) => isSaid(own(operation, sign)))) return { kind: 'NONE' };
  const info = refs.record(own(operation, 'x-payment-info'));
  const listed = own(info, 'offers');
  const offers: readonly unknown[] = Array.isArray(listed) ? listed.slice(0, DOCUMENT_MAX.offers) : [];
  const ours = offers.filter(isOfX402);
  if (offers.length > 0 && ours.length === 0) return { kind: 'OTHER_RAIL' };
  const read = readCatalogItem(
    {
      method,
      operation: { ...wordsOf(operation), 'x-payment-info': info },
      description: own(operation, 'description') ?? own(operation, 'summary'),
      ...(ours.length === 0 ? {} : { accepts: ours }),
    },
    at,
  );
  if (!read.ok) return { kind: 'NONE' };
  const { reading, price, rail } = read.value;
  if (reading === null && rail !== null) return { kind: 'OTHER_RAIL' };
  if (reading === null && price?.priceKind === 'FREE') return { kind: 'FREE' };
  return { kind: 'PAID', item: read.value };
}

/** What an operation is made of says nothing of its price, and may be large. */
const wordsOf = ({
  parameters: _parameters,
  requestBody: _requestBody,
  responses: _responses,
  callbacks: _callbacks,
  servers: _servers,
  ...words
}: JsonRecord): JsonRecord => words;

const isSaid = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && value !== '';

/** An offer in the words of x402, not of another protocol that lists offers too. */
const isOfX402 = (offer: unknown): boolean => {
  const fields = recordOr(offer);
  const isNamed = [own(fields, 'protocol'), own(fields, 'method')].includes('x402');
  return (
    isRecord(offer) &&
    (isNamed || (own(fields, 'scheme') !== undefined && own(fields, 'network') !== undefined))
  );
};
