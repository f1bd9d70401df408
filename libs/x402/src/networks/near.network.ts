import { defineNetwork, type NetworkRow } from './network.js';

const SPEC = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_near.md';

const ACCOUNT = /^[a-z\d]+(?:[-_.][a-z\d]+)*$/;
const IMPLICIT = /^(?:[0-9a-f]{64}|0[xs][0-9a-f]{40})$/;

/** An account, lower case: a name below another one, or an implicit account of 64 or 40 hex digits. */
function nearAccount(text: string): string | null {
  const account = text.toLowerCase();
  if (IMPLICIT.test(account)) return account;
  const named = account.length <= 64 && account.includes('.') && ACCOUNT.test(account);
  return named ? account : null;
}

const near = (row: NetworkRow) => defineNetwork({ ...row, family: 'near', canonicalAddress: nearAccount });

export const nearNetworks = [
  near({
    id: 'near:mainnet',
    name: 'NEAR',
    environment: 'MAINNET',
    aliases: ['near'],
    source: SPEC,
  }),
  near({
    id: 'near:testnet',
    name: 'NEAR Testnet',
    environment: 'TESTNET',
    aliases: ['near-testnet'],
    source: SPEC,
  }),
];
