import { LISTING_STATES } from '@bazaar/catalog';
import { z } from 'zod';

import { list, oneOf, origin, text } from './fields.js';
import { PAGE_MAX, pageInput } from './page.input.js';

export const OriginInput = z.object({ origin });

/** An origin, or a URL of it: whether it can be asked is decided where it is stored. */
export const RegisterOriginInput = z.object({ origin: text(2_048) });

/** A page of what stands under an origin. */
export const OriginPageInput = pageInput(PAGE_MAX, PAGE_MAX).extend({ states: list(oneOf(LISTING_STATES)) });
