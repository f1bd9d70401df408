import { countsSeconds, isAddressFor, isEvmAddress, isWhole, numbersChain, paysByToken } from './checks.js';
import { defineScheme } from './scheme.js';
import { buildsTransaction } from './svm-checks.js';
import { whole, words } from './terms.js';

/** The programs that hold tokens on Solana; a client reads from the chain which one it is where none is named. */
const TOKEN_PROGRAMS: ReadonlySet<unknown> = new Set([
  'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA',
  'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb',
]);

/** At most the amount; what is really charged is set at settlement. */
export const upto = defineScheme({
  id: 'upto',
  priceKind: 'MAX',
  terms: { withdrawDelay: whole, receiverAuthorizer: words },
  clients: {
    evm: {
      speaksV1: false,
      defaultFlow: 'authorization',
      flows: ['authorization'],
      defaultTransferMethod: 'permit2',
      transferMethods: null,
      checks: [
        numbersChain,
        paysByToken,
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
      checks: [
        ...buildsTransaction,
        {
          reason: 'receiver-authorizer-missing',
          fails: (offer) => !isAddressFor(offer, offer.extra.receiverAuthorizer),
        },
        {
          reason: 'withdraw-delay-missing',
          fails: ({ extra }) => !(isWhole(extra.withdrawDelay) && Number(extra.withdrawDelay) < 2 ** 32),
        },
        {
          reason: 'token-program-unknown',
          fails: ({ extra: { tokenProgram: program = null } }) =>
            program !== null && program !== '' && !TOKEN_PROGRAMS.has(program),
        },
      ],
    },
  },
  source: 'npm @x402/evm@2.27.0 and @x402/svm@2.27.0, upto client',
});
