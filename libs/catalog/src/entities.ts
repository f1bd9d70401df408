import { Feed } from './change-log/feed.entity.js';
import { Facilitator } from './facilitator/facilitator.entity.js';
import { OriginDocument } from './document/origin-document.entity.js';
import { Listing } from './listing/listing.entity.js';
import { Offer } from './offer/offer.entity.js';
import { Hold } from './operator/hold.entity.js';
import { PricePoint } from './offer/price-point.entity.js';
import { Origin } from './origin/origin.entity.js';
import { PushedPayment } from './payment/pushed-payment.entity.js';
import { Settlement } from './payment/settlement.entity.js';
import { Observation } from './probe/observation.entity.js';
import { Rate } from './rate/rate.entity.js';
import { Claim } from './source/claim.entity.js';
import { Sighting } from './source/sighting.entity.js';
import { Source } from './source/source.entity.js';
import { StateChange } from './state/state-change.entity.js';
import { Target } from './target/target.entity.js';
import { Usage } from './usage/usage.entity.js';

/** Every table that has an entity; search tables, partitioned tables, budgets and queues are plain SQL in the migrations. */
export const entities = [
  Claim,
  Facilitator,
  Feed,
  Hold,
  Listing,
  Observation,
  Offer,
  Origin,
  OriginDocument,
  PricePoint,
  PushedPayment,
  Rate,
  Settlement,
  Sighting,
  Source,
  StateChange,
  Target,
  Usage,
];
