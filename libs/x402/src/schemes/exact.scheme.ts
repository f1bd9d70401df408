import { defineScheme, isFilledText } from './scheme.js';

/** A fixed charge for one request. */
export const exact = defineScheme({
  id: 'exact',
  priceKind: 'FIXED',
  clients: {
    evm: {
      defaultFlow: 'authorization',
      flows: ['authorization', 'upfront'],
      defaultTransferMethod: 'eip3009',
      checks: [
        {
          reason: 'eip712-missing',
          fails: ({ extra, transferMethod }) =>
            transferMethod === 'eip3009' && !(isFilledText(extra.name) && isFilledText(extra.version)),
        },
      ],
    },
    svm: {
      defaultFlow: 'authorization',
      flows: ['authorization', 'upfront'],
      defaultTransferMethod: null,
      checks: [{ reason: 'fee-payer-missing', fails: ({ extra }) => !isFilledText(extra.feePayer) }],
    },
  },
  source: 'npm @x402/evm@2.27.0 and @x402/svm@2.27.0, exact client',
});
