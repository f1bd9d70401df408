import { type Loaders } from './loaders.js';

/** What every resolver of one request shares. */
export interface GraphqlContext {
  /** Who asks, for budgets: see clientKey. */
  readonly client: string;
  readonly loaders: Loaders;
}
