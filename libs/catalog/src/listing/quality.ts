import { type ListingContent } from './listing-record.js';

/** What quality is read from. */
interface Described extends Pick<
  ListingContent,
  'payability' | 'callComplete' | 'description' | 'serviceName' | 'tags'
> {
  readonly isOutputDescribed: boolean;
}

export interface QualityPart {
  readonly feature: string;
  /** 0 or 1. */
  readonly value: number;
  readonly weight: number;
  readonly contribution: number;
}

/** What makes a listing more useful than another that says the same; the weights add up to 1. */
const SIGNS: readonly {
  readonly feature: string;
  readonly weight: number;
  readonly shows: (content: Described) => boolean;
}[] = [
  {
    feature: 'payable',
    weight: 0.25,
    shows: ({ payability }) => payability === 'PAYABLE' || payability === 'V1_ONLY',
  },
  {
    feature: 'payable-by-current-clients',
    weight: 0.15,
    shows: ({ payability }) => payability === 'PAYABLE',
  },
  { feature: 'call-complete', weight: 0.2, shows: ({ callComplete }) => callComplete },
  {
    feature: 'output-described',
    weight: 0.15,
    shows: ({ isOutputDescribed }) => isOutputDescribed,
  },
  { feature: 'described', weight: 0.15, shows: ({ description }) => (description?.length ?? 0) >= 20 },
  {
    feature: 'named',
    weight: 0.1,
    shows: ({ serviceName, tags }) => serviceName !== null || tags.length > 0,
  },
];

/** How complete and usable a listing is, from 0 to 1, from its own words alone. */
export function quality(content: ListingContent): number {
  const { outputExample, outputSchema } = content;
  const described = { ...content, isOutputDescribed: outputExample !== null || outputSchema !== null };
  return SIGNS.reduce((sum, { weight, shows }) => sum + (shows(described) ? weight : 0), 0);
}

/** The same score taken apart: the contributions add up to it. */
export const qualityParts = (listing: Described): QualityPart[] =>
  SIGNS.map(({ feature, weight, shows }) => {
    const value = shows(listing) ? 1 : 0;
    return { feature, value, weight, contribution: value * weight };
  });
