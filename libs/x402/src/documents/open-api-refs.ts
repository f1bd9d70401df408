import { isRecord, own, type JsonRecord } from '../text/record.js';
import { DOCUMENT_MAX } from './bounds.js';

/** A schema with what it refers to in the place of the references. */
interface WrittenOut {
  /** Null where it would be too large. */
  readonly schema: unknown;
  /** Something leads outside the document, and was not followed. */
  readonly leadsOutside: boolean;
}

/** Follows the references of one document: into itself alone, so far and no further. */
export class OpenApiRefs {
  private nodesLeft = DOCUMENT_MAX.documentNodes;

  constructor(private readonly document: JsonRecord) {}

  /** What is referred to, in a few steps at most; as it is where it is no reference; undefined where that leads nowhere. */
  follow(value: unknown): unknown {
    let found = value;
    for (let step = 0; step < DOCUMENT_MAX.refs; step++) {
      const ref = refOf(found);
      if (ref === null) return found;
      found = this.find(ref);
    }
    return undefined;
  }

  record(value: unknown): JsonRecord {
    const found = this.follow(value);
    return isRecord(found) ? found : {};
  }

  /** A schema that stands by itself. What refers to itself is cut there: anything may follow. */
  writeOut(schema: unknown): WrittenOut {
    const state = { nodesLeft: Math.min(DOCUMENT_MAX.schemaNodes, this.nodesLeft), leadsOutside: false };
    const allowed = state.nodesLeft;
    const written = this.write(schema, [], 0, state);
    this.nodesLeft -= allowed - Math.max(state.nodesLeft, 0);
    return { schema: state.nodesLeft < 0 ? null : written, leadsOutside: state.leadsOutside };
  }

  private write(
    value: unknown,
    followed: readonly string[],
    depth: number,
    state: { nodesLeft: number; leadsOutside: boolean },
  ): unknown {
    if (--state.nodesLeft < 0) return null;
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DOCUMENT_MAX.refDepth) return {};
    if (Array.isArray(value)) return value.map((item) => this.write(item, followed, depth + 1, state));
    const ref = refOf(value);
    if (ref === null)
      return Object.fromEntries(
        Object.entries(value).map(([key, inside]) => [key, this.write(inside, followed, depth + 1, state)]),
      );
    if (!ref.startsWith('#')) state.leadsOutside = true;
    if (followed.includes(ref) || followed.length >= DOCUMENT_MAX.refs) return {};
    return this.write(this.find(ref) ?? {}, [...followed, ref], depth + 1, state);
  }

  /** `#/components/schemas/City`: a JSON pointer, percent-encoded as part of a URL. */
  private find(ref: string): unknown {
    if (!ref.startsWith('#/')) return undefined;
    let found: unknown = this.document;
    for (const step of ref.slice(2).split('/').slice(0, DOCUMENT_MAX.refDepth)) {
      const key = decoded(step);
      if (Array.isArray(found)) found = found[Number(key)] as unknown;
      else found = isRecord(found) ? own(found, key) : undefined;
    }
    return found;
  }
}

const refOf = (value: unknown): string | null => {
  const ref = isRecord(value) ? own(value, '$ref') : undefined;
  return typeof ref === 'string' ? ref : null;
};

function decoded(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return step;
  }
}
