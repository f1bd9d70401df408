import { createHash } from 'node:crypto';

import { type Ask, ask } from '../ask.js';
import * as tokens from '../tokens.js';
import { type Token } from '../tokens.js';
import { type Good, type Stall } from './stall.js';

const PRICES = ['0.001', '0.002', '0.003', '0.005', '0.008', '0.01', '0.02', '0.05', '0.12', '0.4', '1.5'];

/** What a shop of the field accepts: mostly dollars on Base, often beside others. */
const OFFICIAL: readonly (readonly Token[])[] = [
  [tokens.BASE_USDC],
  [tokens.BASE_USDC, tokens.SOLANA_USDC],
  [tokens.SOLANA_USDC],
  [tokens.POLYGON_USDC, tokens.BASE_USDC],
  [tokens.AVALANCHE_USDC],
  [tokens.BASE_USDC, tokens.ARBITRUM_USDC, tokens.AVALANCHE_USDC],
  [tokens.MONAD_USDC, tokens.BASE_USDC],
  [tokens.STABLE_USDT0],
  [tokens.MEGAETH_MEGAUSD],
  [tokens.BASE_SEPOLIA_USDC],
  [tokens.SOLANA_DEVNET_USDC, tokens.BASE_SEPOLIA_USDC],
];

/** What somebody can write down without help: Solana wants a payer of fees, which a facilitator names. */
const BY_HAND: readonly (readonly Token[])[] = [
  [tokens.BASE_USDC],
  [tokens.POLYGON_USDC],
  [tokens.AVALANCHE_USDC],
  [tokens.BASE_SEPOLIA_USDC],
];

/** The terms of a good, dealt by its name: the same ones for ever, whatever else is sold. */
export function termsOf({ name, form }: Good, { payee }: Stall): Ask[] {
  const [forTokens = 0, forPrice = 0] = createHash('sha256').update(name).digest();
  const usd = pick(PRICES, forPrice);
  switch (form) {
    case 'upto':
      return [ask(tokens.BASE_USDC, usd, payee, { scheme: 'upto' })];
    case 'get':
    case 'post':
    case 'path':
      return pick(OFFICIAL, forTokens).map((token) => ask(token, usd, payee));
    default:
      return pick(BY_HAND, forTokens).map((token) => ask(token, usd, payee));
  }
}

const pick = <T>(choices: readonly T[], at: number): T => choices[at % choices.length]!;
