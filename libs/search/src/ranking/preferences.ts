import { type OfferFacts, assetMatcher } from '@bazaar/catalog';
import { networkMatches } from '@bazaar/x402';

/** Soft wishes: they order answers and never remove one. Earlier entries weigh more. */
export interface Preferences {
  readonly networks?: readonly string[];
  readonly avoidNetworks?: readonly string[];
  readonly assets?: readonly string[];
  readonly schemes?: readonly string[];
  readonly origins?: readonly string[];
}

/** How well something meets one list of wishes: 1 for the first entry, less for later ones, 0 for none. */
type Wish<T> = (wanted: T) => number;

export interface Wishes {
  readonly network: Wish<OfferFacts>;
  readonly avoided: (offer: OfferFacts) => boolean;
  readonly asset: Wish<OfferFacts>;
  readonly scheme: Wish<OfferFacts>;
  readonly origin: Wish<string>;
}

/** Takes wishes apart once a search. */
export function compileWishes(prefer: Preferences): Wishes {
  const onNetwork = (name: string) => remembered((network: string) => networkMatches(name, network));
  const networks = (prefer.networks ?? []).map(onNetwork);
  const avoided = (prefer.avoidNetworks ?? []).map(onNetwork);
  const assets = (prefer.assets ?? []).map((asset) => assetMatcher([asset]));
  return {
    network: (offer) => firstOf(networks, (matches) => matches(offer.network)),
    avoided: (offer) => avoided.some((matches) => matches(offer.network)),
    asset: (offer) => firstOf(assets, (matches) => matches(offer)),
    scheme: (offer) => firstOf(prefer.schemes ?? [], (scheme) => scheme === offer.scheme),
    origin: (origin) => firstOf(prefer.origins ?? [], (wanted) => wanted === origin),
  };
}

function firstOf<T>(entries: readonly T[], meets: (entry: T) => boolean): number {
  const index = entries.findIndex(meets);
  return index === -1 ? 0 : 1 - index / entries.length;
}

function remembered(decide: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const decided = decide(text);
    known.set(text, decided);
    return decided;
  };
}
