import { z } from 'zod';

/** One entry of `accepts`, either version: the fields we read. */
export const PaymentRequirements = z.object({
  // Unknown on purpose: one field of a wrong type is an issue on the offer, not the end of it.
  scheme: z.unknown().optional(),
  network: z.unknown().optional(),
  asset: z.unknown().optional(),
  payTo: z.unknown().optional(),
  amount: z.unknown().optional(), // v2
  maxAmountRequired: z.unknown().optional(), // v1
  maxTimeoutSeconds: z.unknown().optional(),
  extra: z.unknown().optional(),
});
export type PaymentRequirements = z.output<typeof PaymentRequirements>;
