import { createHmac } from 'node:crypto';

import { type SettlementSeen } from '@bazaar/x402';

/** What is kept of a settlement instead of what it says. */
export interface SettlementHashes {
  readonly transaction: Buffer;
  readonly payer: Buffer | null;
}

/**
 * Hashes under a key, so that two payments of one payer can be told to be that without anybody being able to try out
 * addresses. A payer of several networks of one namespace is one payer.
 */
export function hashSettlement(
  key: Buffer,
  { network, transaction, payer }: SettlementSeen,
): SettlementHashes {
  const hash = (...words: readonly string[]): Buffer =>
    createHmac('sha256', key).update(JSON.stringify(words)).digest();
  const [namespace = ''] = network.split(':');
  return {
    transaction: hash('transaction', network, transaction),
    payer: payer === null ? null : hash('payer', namespace, payer),
  };
}
