import { type ListingContent } from './listing-record.js';

/** What makes a listing more useful than another that says the same; the weights add up to 1. */
const SIGNS: readonly { readonly weight: number; readonly shows: (content: ListingContent) => boolean }[] = [
  { weight: 0.25, shows: ({ payability }) => payability === 'PAYABLE' || payability === 'V1_ONLY' },
  { weight: 0.15, shows: ({ payability }) => payability === 'PAYABLE' },
  { weight: 0.2, shows: ({ callComplete }) => callComplete },
  {
    weight: 0.15,
    shows: ({ outputExample, outputSchema }) => outputExample !== null || outputSchema !== null,
  },
  { weight: 0.15, shows: ({ description }) => (description?.length ?? 0) >= 20 },
  { weight: 0.1, shows: ({ serviceName, tags }) => serviceName !== null || tags.length > 0 },
];

/** How complete and usable a listing is, from 0 to 1, from its own words alone. */
export const quality = (content: ListingContent): number =>
  SIGNS.reduce((sum, { weight, shows }) => sum + (shows(content) ? weight : 0), 0);
