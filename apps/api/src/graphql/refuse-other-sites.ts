import { AppError } from '@bazaar/kernel';

import { type GraphqlContext } from './graphql-context.js';

/** What spends a budget is not to be spent by a page of another site that somebody visits. */
export function refuseOtherSites(mutation: string, { isFromOtherSite }: GraphqlContext): void {
  if (isFromOtherSite)
    throw new AppError(
      'BAD_INPUT',
      `${mutation} cannot be called from a page of another site: call it from a server.`,
    );
}
