import { type PaymentReport, type PaymentService, pushSource } from '@bazaar/catalog';

import { publicBase } from './public-base.js';

/** Takes pushed payments, and says what became of each in the words of the surface. */
export class PaymentPushService {
  constructor(
    private readonly payments: PaymentService,
    private readonly publicUrl: string | undefined,
  ) {}

  /** @param pusher the name of the key */
  async push(items: readonly unknown[], pusher: string, requestBase: string): Promise<object[]> {
    const reports = await this.payments.push(items, pushSource(pusher));
    return reports.map((report) => this.brief(report, requestBase));
  }

  async get(id: string, requestBase: string): Promise<object> {
    const report = await this.payments.get(id);
    const { receivedAt, listingId } = report;
    return { ...this.brief(report, requestBase), receivedAt: receivedAt.toISOString(), listingId };
  }

  private brief({ id, status, reason }: PaymentReport, requestBase: string): object {
    const statusUrl = `${publicBase(this.publicUrl, requestBase)}/discovery/payments/${id}`;
    return { id, status, ...(reason !== null && { reason }), statusUrl };
  }
}
