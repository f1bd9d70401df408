import { type ListingContent } from './listing-record.js';

/** All names of a type, or it does not compile. */
export const allOf = <T>(names: Readonly<Record<keyof T, true>>) => Object.keys(names) as (keyof T)[];

/** The challenge itself is not told: what sellers send anew in every answer (block hashes, nonces, receipt ids) is in it. */
export type ToldContent = Omit<ListingContent, 'challenge'>;

const CONTENT = allOf<ToldContent>({
  ...{ type: true, payability: true, x402Version: true, title: true, description: true, mimeType: true },
  ...{ serviceName: true, tags: true, iconUrl: true, categories: true, routeTemplate: true },
  ...{ extensions: true, supportsSignIn: true, callComplete: true, call: true, outputSchema: true },
  ...{ outputExample: true, issues: true, fingerprint: true },
});

/** What a content tells, in one order whoever made it. */
export const toldValues = (content: ToldContent): unknown[] => CONTENT.map((name) => content[name]);
