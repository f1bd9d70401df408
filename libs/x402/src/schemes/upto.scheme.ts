import { countsSeconds, isEvmAddress, numbersChain } from './checks.js';
import { defineScheme } from './scheme.js';

/** At most the amount; what is really charged is set at settlement. */
export const upto = defineScheme({
  id: 'upto',
  priceKind: 'MAX',
  clients: {
    evm: {
      speaksV1: false,
      defaultFlow: 'authorization',
      flows: ['authorization'],
      defaultTransferMethod: 'permit2',
      transferMethods: null,
      checks: [
        numbersChain,
        {
          reason: 'facilitator-address-missing',
          fails: ({ extra }) => !isEvmAddress(extra.facilitatorAddress),
        },
        countsSeconds,
      ],
    },
    svm: {
      speaksV1: false,
      defaultFlow: 'escrow',
      flows: ['escrow'],
      defaultTransferMethod: null,
      transferMethods: null,
      checks: [],
    },
  },
  source: 'npm @x402/evm@2.27.0 and @x402/svm@2.27.0, upto client',
});
