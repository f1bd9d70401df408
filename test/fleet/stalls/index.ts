import { type Seller } from '../site.js';
import { BIG_STALLS } from './big-stalls.data.js';
import { MORE_STALLS } from './more-stalls.data.js';
import { readStalls } from './read-stalls.js';
import { SMALL_STALLS } from './small-stalls.data.js';
import { stallSeller } from './stall.seller.js';

/** Many small shops, in the order they are written down. */
export const stallSellers: readonly Seller[] = readStalls(BIG_STALLS + MORE_STALLS + SMALL_STALLS).map(
  stallSeller,
);
