import { LISTING_STATES } from '@bazaar/catalog';
import { z } from 'zod';

import { list, oneOf, origin } from './fields.js';
import { PAGE_MAX, pageInput } from './page.input.js';

export const OriginInput = z.object({ origin });

/** A page of what stands under an origin. */
export const OriginPageInput = pageInput(PAGE_MAX, PAGE_MAX).extend({ states: list(oneOf(LISTING_STATES)) });
