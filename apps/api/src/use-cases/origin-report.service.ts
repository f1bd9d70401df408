import { type OriginDocumentRepository, type OriginStatusService, type StatusPage } from '@bazaar/catalog';

import { type StatusReportService } from './status-report.service.js';

/** What is known under an origin, as one JSON document: how many in each state, then each with its reason. */
export class OriginReportService {
  constructor(
    private readonly origins: OriginStatusService,
    private readonly documents: OriginDocumentRepository,
    private readonly reports: StatusReportService,
  ) {}

  /** @param requestBase where the request came in, for links when no public URL is set */
  async of(asked: string, page: StatusPage, requestBase: string): Promise<object> {
    const origin = await this.origins.find(asked);
    const found = origin === null ? [] : await this.origins.page(origin.origin, page);
    return {
      origin: origin?.origin ?? asked,
      byState: origin?.byState ?? [],
      robots: origin?.robots ?? null,
      waitUntil: origin?.waitUntil?.toISOString() ?? null,
      documents: origin === null ? [] : await this.documents.reports(origin.origin),
      documentsReadAt: origin?.documentsReadAt?.toISOString() ?? null,
      statuses: await this.reports.of(found, requestBase, { brief: true }),
      pagination: { limit: page.first, cursor: found.length < page.first ? null : found.at(-1)?.cursor },
    };
  }
}
