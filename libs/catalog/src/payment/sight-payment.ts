import { type PaymentEcho } from '@bazaar/x402';

import { type Sighted, type SourceRef } from '../ingest/sighted.js';

/**
 * A payment names a resource and claims what it costs. The claim has no date: whoever pays may have edited it, so what
 * any catalogue says with a date goes before it, and our own probe before both.
 */
export function sightPayment({ words, item }: PaymentEcho, source: SourceRef): Sighted {
  const { resource, method, toolName, type, reading, issues } = item;
  return {
    url: resource,
    method: toolName === null ? method : null,
    toolName,
    type: toolName === null ? (type ?? 'HTTP') : 'MCP',
    source,
    claim: { item: JSON.stringify(words), claimedAt: null, reading, issues },
    probeNow: false,
    example: null,
  };
}
