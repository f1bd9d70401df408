import { CatalogResolver } from './resolvers/catalog.resolver.js';
import { FacilitatorResolver } from './resolvers/facilitator.resolver.js';
import { ListingChildrenResolver } from './resolvers/listing-children.resolver.js';
import { ListingTextsResolver } from './resolvers/listing-texts.resolver.js';
import { ListingsResolver } from './resolvers/listings.resolver.js';
import { OriginResolver } from './resolvers/origin.resolver.js';
import { ProbeResolver } from './resolvers/probe.resolver.js';
import { RegistryResolver } from './resolvers/registry.resolver.js';
import { SearchResolver } from './resolvers/search.resolver.js';
import { StateChangeResolver } from './resolvers/state-change.resolver.js';
import { StatusResolver } from './resolvers/status.resolver.js';

/** Everything the schema is made of, in the order of the contract. */
export const resolvers = [
  SearchResolver,
  ListingsResolver,
  ListingTextsResolver,
  ListingChildrenResolver,
  StatusResolver,
  OriginResolver,
  ProbeResolver,
  StateChangeResolver,
  RegistryResolver,
  CatalogResolver,
  FacilitatorResolver,
];
