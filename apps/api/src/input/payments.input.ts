import { z } from 'zod';

const PAYMENTS_MAX = 500;

/** A batch; each item is read for itself, later: a bad one is answered, and the others are taken. */
export const PaymentsInput = z.strictObject(
  {
    payments: z
      .array(z.unknown(), 'must be a list.')
      .min(1, 'must not be empty.')
      .max(PAYMENTS_MAX, `must have at most ${PAYMENTS_MAX} entries.`),
  },
  // Whatever it holds beside, its names are a stranger's too.
  'must be an object with payments and nothing else.',
);

/** As we gave it. */
export const PaymentIdInput = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits.');
