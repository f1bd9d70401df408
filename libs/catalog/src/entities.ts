import { Change } from './change-log/change.entity.js';
import { Feed } from './change-log/feed.entity.js';
import { Listing } from './listing/listing.entity.js';
import { Offer } from './offer/offer.entity.js';
import { Hold } from './operator/hold.entity.js';
import { PricePoint } from './offer/price-point.entity.js';
import { Origin } from './origin/origin.entity.js';
import { Observation } from './probe/observation.entity.js';
import { Probe } from './probe/probe.entity.js';
import { Claim } from './source/claim.entity.js';
import { Sighting } from './source/sighting.entity.js';
import { Source } from './source/source.entity.js';
import { StateChange } from './state/state-change.entity.js';
import { Target } from './target/target.entity.js';

/** Every table that has an entity; search tables, budgets and the index queue are plain SQL in the migrations. */
export const entities = [
  Change,
  Claim,
  Feed,
  Hold,
  Listing,
  Observation,
  Offer,
  Origin,
  PricePoint,
  Probe,
  Sighting,
  Source,
  StateChange,
  Target,
];
