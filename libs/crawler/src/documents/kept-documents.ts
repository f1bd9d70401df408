import { type SaidOfUrl, type SaidOfUrlRepository } from '@bazaar/catalog';

import { Gathering } from '../gathering.js';
import { type OriginDocuments } from './origin-documents.js';

/** Probes begin together, as their origins were leased: one statement for all of them. */
const ASKED = { enough: 64, most: 64, waitMs: 2, batchesMax: 2 };

/** What the documents say that were kept in Postgres, asked for many URLs at a time. */
export class KeptDocuments implements OriginDocuments {
  private readonly asked: Gathering<URL, SaidOfUrl>;

  constructor(said: Pick<SaidOfUrlRepository, 'about'>) {
    this.asked = new Gathering((urls) => said.about(urls), ASKED);
  }

  about(url: URL): Promise<SaidOfUrl> {
    return this.asked.add(url);
  }
}
