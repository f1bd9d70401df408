import { type HashedSighting } from '../ingest/sighting.repository.js';
import { type Hold } from './hold.entity.js';

/** Which sightings of a batch the operator's words keep out. A pause keeps out a source, never an owner's listings. */
export class HeldSightings {
  private readonly sources: ReadonlySet<string>;
  private readonly blocked: ReadonlySet<string>;

  constructor(holds: readonly Hold[]) {
    this.sources = new Set(holds.flatMap(({ scope, value }) => (scope === 'source' ? [value] : [])));
    const blocks = holds.filter(({ scope, kind }) => scope !== 'source' && kind === 'block');
    this.blocked = new Set(blocks.map(({ scope, value }) => `${scope} ${value}`));
  }

  /** Nothing of what the source says is taken. */
  isSourceHeld({ sighted }: HashedSighting): boolean {
    return this.sources.has(sighted.source.id);
  }

  /** The target is kept without a listing. */
  isBlocked({ origin, domain }: { readonly origin: string; readonly domain: string }): boolean {
    return this.blocked.has(`origin ${origin}`) || this.blocked.has(`domain ${domain}`);
  }
}
