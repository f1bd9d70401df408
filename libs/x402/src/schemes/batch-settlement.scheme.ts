import {
  amountFits,
  countsSeconds,
  isHeldEvmAddress,
  namesDomain,
  numbersChain,
  paysByToken,
} from './checks.js';
import { defineScheme } from './scheme.js';
import { whole, words } from './terms.js';

/** At most the amount for one request, promised by voucher and settled later, many at once. */
export const batchSettlement = defineScheme({
  id: 'batch-settlement',
  priceKind: 'MAX',
  terms: { withdrawDelay: whole, minDeposit: words, receiverAuthorizer: words },
  clients: {
    evm: {
      speaksV1: false,
      defaultFlow: 'authorization',
      flows: ['authorization'],
      defaultTransferMethod: 'eip3009',
      transferMethods: ['eip3009', 'permit2'],
      checks: [
        numbersChain,
        paysByToken,
        amountFits(128),
        namesDomain,
        {
          reason: 'receiver-authorizer-missing',
          fails: ({ extra }) => !isHeldEvmAddress(extra.receiverAuthorizer),
        },
        countsSeconds,
      ],
    },
  },
  source: 'npm @x402/evm@2.27.0 src/batch-settlement/client',
});
