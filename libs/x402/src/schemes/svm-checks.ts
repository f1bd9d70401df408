import { findNetwork } from '../networks/find-network.js';
import { amountFits, namesFeePayer } from './checks.js';
import { type SchemeCheck } from './scheme.js';

const MEMO_BYTES_MAX = 256;
const AMOUNT_BITS = 64;

const encoder = new TextEncoder();

/** Clients know where to reach three clusters, and no other. */
const namesCluster: SchemeCheck = {
  reason: 'network-alias',
  fails: ({ network }) => findNetwork(network) === null,
};

const memoFits: SchemeCheck = {
  reason: 'memo-too-long',
  fails: ({ extra: { memo } }) => typeof memo === 'string' && encoder.encode(memo).length > MEMO_BYTES_MAX,
};

/** What every transaction is built of. Source: npm @x402/svm@2.27.0 src/exact/client/scheme.ts, src/upto/client/scheme.ts */
export const buildsTransaction: readonly SchemeCheck[] = [
  namesCluster,
  amountFits(AMOUNT_BITS),
  namesFeePayer,
  memoFits,
];
