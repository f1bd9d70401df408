import { type TokenBucket } from '@bazaar/kernel';
import { type Call } from '@bazaar/x402';

import { type StoredRobots } from '../robots/stored-robots.js';

/** An origin that is ours to ask for a while. Whoever holds a higher token has taken it over. */
export interface Lease {
  readonly origin: string;
  /** Whose it is: what one owner registered. */
  readonly domain: string;
  readonly token: string;
  /** A request made later than that came while it was ours. */
  readonly takenAt: Date;
  /** As the last holder left it; null where nobody has asked the origin yet. */
  readonly bucket: TokenBucket | null;
  /** The last answer to /robots.txt that was kept. */
  readonly robots: StoredRobots | null;
}

/** A target whose probe is due. */
export interface DueTarget {
  readonly id: string;
  readonly url: string;
  readonly method: string | null;
  readonly toolName: string | null;
  /** Somebody waits for the result. */
  readonly requested: boolean;
  /** A person registered it, now or earlier. */
  readonly registered: boolean;
  /** By whatever spelling: a target of its listing was. */
  readonly probedBefore: boolean;
  /** JSON text of the registrant's example. */
  readonly example: string | null;
  /** Null where no 402 of the endpoint was ever read. */
  readonly own: OwnWord | null;
}

/** What the endpoint's own 402 has taught of how it is asked. */
export interface OwnWord {
  /** The method that was answered. */
  readonly method: string | null;
  readonly call: Call;
  /** An address that was answered; null where it has failed since. */
  readonly exampleUrl: string | null;
}

/** What the holder knows when it gives an origin back. */
export interface LeaseEnd {
  readonly bucket: TokenBucket;
  /** Our own reason to leave it alone for a while: a request for a probe that came meanwhile overrides it. */
  readonly notBefore: Date | null;
  /** The origin's own word, where it was not said of a target: nothing overrides it. */
  readonly waitUntil: Date | null;
  /** Something is for sale here, or is kept out of the catalogue by the origin's own word: its documents matter. */
  readonly documentsMatter: boolean;
  /** What it answered to /robots.txt, where it was asked under this lease. */
  readonly robots: StoredRobots | null;
}
