import { type Loaders } from './loaders.js';

/** What every resolver of one request shares. */
export interface GraphqlContext {
  /** Who asks, for budgets: see clientKey. */
  readonly client: string;
  /** A page of another site asks, on its visitor's budget. */
  readonly isFromOtherSite: boolean;
  readonly loaders: Loaders;
}
