import { RIPPLE_BASE58, decodeBase58Check } from '../encoding/base58.js';
import { type JsonRecord } from '../text/record.js';
import { defineNetwork, type NetworkRow } from './network.js';

const SPEC = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_xrpl.md (merged #2547)';

const ACCOUNT_BYTES = 21;
/** Three characters of the ledger's own set, or 160 bits in hex. */
const CURRENCY = /^(?:[A-Za-z0-9?!@#$%^&*<>(){}[\]|]{3}|[0-9A-Fa-f]{40})$/;

/** A classic address. Case counts. */
function xrplAddress(text: string): string | null {
  if (!text.startsWith('r')) return null;
  const bytes = decodeBase58Check(text, RIPPLE_BASE58);
  return bytes?.length === ACCOUNT_BYTES && bytes[0] === 0 ? text : null;
}

/**
 * `XRP`, or `CURRENCY.issuer`: anybody may issue a currency of any code, so the code alone names no token. It
 * stands alone where the offer does not say who issued it.
 */
function xrplCurrency(text: string, extra: JsonRecord = {}): string | null {
  if (text === 'XRP') return text;
  const [code = '', statedIssuer = extra.issuer] = splitAtLastDot(text);
  if (!CURRENCY.test(code) || code === 'XRP') return null;
  const currency = code.length === 40 ? code.toUpperCase() : code;
  if (statedIssuer === undefined) return currency;
  const issuer = typeof statedIssuer === 'string' ? xrplAddress(statedIssuer) : null;
  return issuer === null ? (text === code ? currency : null) : `${currency}.${issuer}`;
}

function splitAtLastDot(text: string): readonly string[] {
  const dot = text.lastIndexOf('.');
  return dot === -1 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

const xrpl = (row: NetworkRow) =>
  defineNetwork({
    ...row,
    family: 'xrpl',
    canonicalAddress: xrplAddress,
    canonicalAsset: xrplCurrency,
    zeroAddress: 'rrrrrrrrrrrrrrrrrrrrrhoLvTp',
    // Drops for XRP; an issued currency has no smallest unit, and its amounts are decimals.
    hasDecimalAmounts: (asset) => asset !== 'XRP',
  });

export const xrplNetworks = [
  xrpl({
    id: 'xrpl:0',
    name: 'XRP Ledger',
    environment: 'MAINNET',
    aliases: ['xrpl', 'xrpl:mainnet'],
    source: SPEC,
  }),
  xrpl({
    id: 'xrpl:1',
    name: 'XRP Ledger Testnet',
    environment: 'TESTNET',
    aliases: ['xrpl-testnet', 'xrpl:testnet'],
    source: SPEC,
  }),
  xrpl({
    id: 'xrpl:2',
    name: 'XRP Ledger Devnet',
    environment: 'TESTNET',
    aliases: ['xrpl:devnet'],
    source: SPEC,
  }),
];
