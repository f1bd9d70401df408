import { amountFits, countsSecondsInNumbers, missing, numbersChain, paysByToken } from './checks.js';
import { holdTerms } from './hold-terms.js';
import { defineScheme, isFilledText } from './scheme.js';
import { whole, words } from './terms.js';

const isNumber = (value: unknown): boolean => typeof value === 'number';

/** The escrow contracts of the scheme, version 1.1 and 1.0, lower case. */
const ESCROWS: ReadonlySet<unknown> = new Set([
  '0x13ac3b34322d12fe27d5e192d0c2b2266d4f29cb',
  '0xbdea0d1bcc5966192b070fdf62ab4ef5b4420cff',
]);

/** At most the amount is held, and captured, given back or refunded later. */
export const authCapture = defineScheme({
  id: 'auth-capture',
  priceKind: 'HOLD',
  terms: {
    captureDeadline: whole,
    captureDeadlineSeconds: whole,
    refundDeadline: whole,
    refundDeadlineSeconds: whole,
    minFeeBps: whole,
    maxFeeBps: whole,
    feeRecipient: words,
    captureAuthorizer: words,
    receiverAuthorizer: words,
    captureMode: words,
    operatorType: words,
    psp: words,
  },
  tellTerms: holdTerms,
  clients: {
    evm: {
      speaksV1: false,
      defaultFlow: 'escrow',
      flows: ['escrow', 'authorization'],
      defaultTransferMethod: 'eip3009',
      transferMethods: null, // anything but permit2 is taken for eip3009
      checks: [
        numbersChain,
        paysByToken,
        amountFits(120),
        {
          reason: 'eip712-missing', // asked for whatever the transfer method
          fails: missing({ name: isFilledText, version: isFilledText }),
        },
        {
          reason: 'hold-terms-missing',
          fails: missing({
            captureAuthorizer: isFilledText,
            feeRecipient: isFilledText,
            captureDeadline: isNumber,
            refundDeadline: isNumber,
            minFeeBps: isNumber,
            maxFeeBps: isNumber,
          }),
        },
        {
          reason: 'escrow-unknown',
          fails: ({ extra: { authCaptureEscrow: escrow = '' } }) =>
            escrow !== '' && !ESCROWS.has(typeof escrow === 'string' ? escrow.toLowerCase() : escrow),
        },
        countsSecondsInNumbers,
      ],
    },
  },
  source: 'npm @x402/evm@2.27.0 src/auth-capture/client/scheme.ts and src/auth-capture/constants.ts',
});
