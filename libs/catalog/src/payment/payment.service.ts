import { AppError, type Clock } from '@bazaar/kernel';
import { type PaymentEcho, paymentIdOf, readPaymentEcho } from '@bazaar/x402';

import { type IngestService } from '../ingest/ingest.service.js';
import { type Sighted, type SightingOutcome, type SourceRef } from '../ingest/sighted.js';
import { targetText } from '../ingest/plan-sightings.js';
import { type HintRepository } from './hint.repository.js';
import { hashSettlement } from './keyed-hash.js';
import { type PayerKeyRepository } from './payer-key.repository.js';
import {
  type PaymentReport,
  type PaymentRow,
  type PushedPaymentRepository,
} from './pushed-payment.repository.js';
import { type SettlementRepository, type SettlementRow } from './settlement.repository.js';
import { sightPayment } from './sight-payment.js';

export type { PaymentReport };

interface Hint {
  readonly id: string;
  readonly echo: PaymentEcho;
  readonly sighted: Sighted;
}

interface Answered extends Hint {
  readonly outcome: SightingOutcome | typeof OVER_QUOTA;
}

const OVER_QUOTA = { status: 'refused', reason: 'quota' } as const;

/**
 * Takes what facilitators saw being paid. A payment is a hint: it names a resource and claims what it costs, and our
 * own probe decides. What a buyer signed ends in `readPaymentEcho`, before anything is stored or can be logged.
 */
export class PaymentService {
  constructor(
    private readonly ingest: IngestService,
    private readonly payments: PushedPaymentRepository,
    private readonly settlements: SettlementRepository,
    private readonly hints: HintRepository,
    private readonly payerKey: PayerKeyRepository,
    private readonly clock: Clock,
  ) {}

  /** Each item for itself, in order; one that was pushed before is answered and not taken again. */
  async push(items: readonly unknown[], source: SourceRef): Promise<PaymentReport[]> {
    const ids = items.map(paymentIdOf);
    const known = await this.payments.known(source.id, ids);
    const fresh = new Map(ids.flatMap((id, index) => (known.has(id) ? [] : [[id, items[index]] as const])));
    await this.take(fresh, source);
    return (await this.payments.reports(ids, source.id)).map((report, index) => {
      if (report === null) throw new Error(`Payment ${String(ids[index])} was not kept.`);
      return report;
    });
  }

  /** @throws AppError LISTING_NOT_FOUND */
  async get(id: string): Promise<PaymentReport> {
    const [report = null] = await this.payments.reports([id], null);
    if (report === null) throw new AppError('LISTING_NOT_FOUND', `No payment ${id} is known.`);
    return report;
  }

  private async take(items: ReadonlyMap<string, unknown>, source: SourceRef): Promise<void> {
    if (items.size === 0) return;
    const now = this.clock.now();
    const rejected: PaymentRow[] = [];
    const hints: Hint[] = [];
    for (const [id, item] of items) {
      const echo = readPaymentEcho(item);
      if (echo.ok) hints.push({ id, echo: echo.value, sighted: sightPayment(echo.value, source) });
      else rejected.push({ ...NOWHERE, id, sourceId: source.id, status: 'rejected', reason: echo.error });
    }
    const answered = await this.sight(hints, source, now);
    await this.settlements.add(await this.settled(answered), now);
    // Last: an item that is known has been taken whole.
    await this.payments.add([...rejected, ...answered.map(rowOf)], now);
  }

  /** As many new targets as the source has room for, and a probe soon where that a resource sells is news. */
  private async sight(hints: readonly Hint[], source: SourceRef, now: Date): Promise<Answered[]> {
    const admitted = await this.hints.admit(
      source.id,
      hints.map(({ sighted }) => sighted),
    );
    const paid = hints.flatMap(({ echo, sighted }) => (echo.settlement === null ? [] : [sighted]));
    const urgent = await this.hints.worthAsking(source.id, paid, now);
    const taken = hints.filter(({ sighted }) => admitted.has(sighted));
    const outcomes = await this.ingest.sight(
      taken.map(({ sighted }) => ({ ...sighted, probeNow: urgent.has(targetText(sighted)) })),
    );
    const byId = new Map(taken.map(({ id }, index) => [id, outcomes[index]]));
    return hints.map((hint) => ({ ...hint, outcome: byId.get(hint.id) ?? OVER_QUOTA }));
  }

  /** What was paid for a target, to whom, is counted. */
  private async settled(answered: readonly Answered[]): Promise<SettlementRow[]> {
    const counted = answered.flatMap(({ echo: { settlement, item }, outcome, sighted }) => {
      const [offer] = item.reading?.offers ?? [];
      if (settlement === null || offer === undefined || outcome.status === 'refused') return [];
      const { network, payTo } = offer;
      return [{ settlement, network, payTo, targetId: outcome.targetId, sourceId: sighted.source.id }];
    });
    if (counted.length === 0) return [];
    const key = await this.payerKey.get();
    return counted.map(({ settlement, ...row }) => ({ ...row, ...hashSettlement(key, settlement) }));
  }
}

const NOWHERE = { targetId: null } as const;

const rowOf = ({ id, sighted, outcome }: Answered): PaymentRow =>
  outcome.status === 'refused'
    ? { ...NOWHERE, id, sourceId: sighted.source.id, status: 'refused', reason: outcome.reason }
    : { id, sourceId: sighted.source.id, status: 'probing', reason: null, targetId: outcome.targetId };
