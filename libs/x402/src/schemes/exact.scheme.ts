import {
  addressesAreWhole,
  amountIsText,
  countsSeconds,
  namesDomain,
  namesFeePayer,
  numbersChain,
  paysByToken,
  paysSomething,
  saysSponsorship,
  statesTimeout,
  timeoutAbove,
} from './checks.js';
import { defineScheme, plainClient } from './scheme.js';
import { buildsTransaction } from './svm-checks.js';

/** A fixed charge for one request. */
export const exact = defineScheme({
  id: 'exact',
  priceKind: 'FIXED',
  clients: {
    evm: {
      speaksV1: true,
      defaultFlow: 'authorization',
      flows: ['authorization', 'upfront'],
      defaultTransferMethod: 'eip3009',
      transferMethods: null, // anything but permit2 is taken for eip3009
      checks: [numbersChain, paysByToken, namesDomain, countsSeconds],
    },
    svm: {
      speaksV1: true,
      defaultFlow: 'authorization',
      flows: ['authorization', 'upfront'],
      defaultTransferMethod: null,
      transferMethods: null,
      checks: buildsTransaction,
    },
    // A fee payer is a favour on Aptos and Algorand: without one the buyer pays the network.
    aptos: plainClient([addressesAreWhole, amountIsText]),
    avm: plainClient([]),
    stellar: plainClient([saysSponsorship(true), amountIsText, paysSomething, statesTimeout]),
    hedera: {
      ...plainClient([namesFeePayer]),
      defaultTransferMethod: 'cryptoTransfer',
      transferMethods: ['cryptoTransfer'],
    },
    concordium: plainClient([namesFeePayer, statesTimeout, timeoutAbove(5)]),
    xrpl: {
      ...plainClient([
        saysSponsorship(false),
        // `CODE.issuer` is how we write it, and no client reads it.
        { reason: 'asset-malformed', fails: ({ assetRaw }) => assetRaw.includes('.') },
        {
          reason: 'issuer-missing',
          fails: ({ asset }) => asset !== null && asset !== 'XRP' && !asset.includes('.'),
        },
      ]),
      defaultTransferMethod: 'sequence',
      transferMethods: ['sequence', 'ticketSequence'],
    },
  },
  source:
    'npm @x402/evm@2.27.0, @x402/svm@2.27.0, @x402/avm@2.26.0, exact client; x402-foundation/x402 typescript/packages/mechanisms/{aptos,stellar,hedera,concordium,xrpl}/src/exact/client/scheme.ts',
});
