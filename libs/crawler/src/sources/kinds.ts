import { facilitator } from './facilitator.source.js';
import { type SourceKind } from './source-kind.js';

/** Every kind of source that is pulled by itself. */
export const sourceKinds: readonly SourceKind[] = [facilitator];
