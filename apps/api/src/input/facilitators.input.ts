import { z } from 'zod';

import { network, optional, text } from './fields.js';

/** Which facilitators are asked for: those that settle it there. */
export const FacilitatorsInput = z.object({ network: optional(network), scheme: optional(text(64)) });

/** Whether the URL can be asked is decided where it is stored. */
export const RegisterFacilitatorInput = z.object({ url: text(2_048) });
