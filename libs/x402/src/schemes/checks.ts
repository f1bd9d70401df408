import { canonicalAddressOn } from '../networks/find-network.js';
import { own } from '../text/record.js';
import { type CheckedOffer, isFilledText, type SchemeCheck } from './scheme.js';

const ZERO_EVM = /^0x0{40}$/;

/** Whether the token's own signature moves it: anything but permit2 is taken for that, and version 1 knows no other. */
export const movesByToken = ({
  x402Version,
  transferMethod,
}: Pick<CheckedOffer, 'x402Version' | 'transferMethod'>) => x402Version === 1 || transferMethod !== 'permit2';

/** The token's domain is signed over, and no client asks the chain for it. */
export const namesDomain: SchemeCheck = {
  reason: 'eip712-missing',
  fails: (offer) =>
    movesByToken(offer) && !(isFilledText(offer.extra.name) && isFilledText(offer.extra.version)),
};

/** What is paid is a contract. The chain's own coin is none, and the schemes know no sign for it. */
export const paysByToken: SchemeCheck = {
  reason: 'asset-zero',
  fails: ({ asset }) => asset !== null && ZERO_EVM.test(asset),
};

/** Of how many bits the number is in which the client signs the amount, where a wider one can be written. */
export const amountFits = (bits: number): SchemeCheck => ({
  reason: 'amount-too-large',
  fails: ({ amountAtomic }) => amountAtomic !== null && amountAtomic >> BigInt(bits) > 0n && `${bits} bits`,
});

/** The chain's number is signed over too. */
export const numbersChain: SchemeCheck = {
  reason: 'network-alias',
  fails: ({ network }) => !/^eip155:[1-9]\d{0,14}$/.test(network),
};

export const namesFeePayer: SchemeCheck = {
  reason: 'fee-payer-missing',
  fails: (offer) => !isAddressFor(offer, offer.extra.feePayer),
};

/** Who pays the network's fees: stated as the one value that the family's client takes. */
export const saysSponsorship = (sponsored: boolean): SchemeCheck => ({
  reason: 'fee-sponsorship-wrong',
  fails: ({ extra }) => extra.areFeesSponsored !== sponsored,
});

/** Clients that match a pattern against the amount trip over a number. */
export const amountIsText: SchemeCheck = {
  reason: 'amount-number',
  fails: ({ raw }) => typeof own(raw, 'amount') === 'number',
};

export const paysSomething: SchemeCheck = {
  reason: 'amount-zero',
  fails: ({ amountAtomic }) => amountAtomic === 0n,
};

/** Clients that want all 64 digits of an address. */
export const addressesAreWhole: SchemeCheck = {
  reason: 'address-shortened',
  fails: ({ raw }) => ['asset', 'payTo'].some((field) => /^0x[0-9a-f]{1,63}$/i.test(textOf(own(raw, field)))),
};

export const timeoutAbove = (seconds: number): SchemeCheck => ({
  reason: 'timeout-short',
  fails: ({ maxTimeoutSeconds }) => maxTimeoutSeconds !== null && maxTimeoutSeconds <= seconds,
});

export const statesTimeout: SchemeCheck = {
  reason: 'timeout-missing',
  fails: ({ maxTimeoutSeconds }) => maxTimeoutSeconds === null,
};

/** Until when a payment holds is signed too, as a whole number: now and the timeout, which may be written as a text. */
export const countsSeconds: SchemeCheck = {
  reason: 'timeout-missing',
  fails: ({ raw }) => {
    const seconds = own(raw, 'maxTimeoutSeconds');
    return !(isWhole(seconds) || (typeof seconds === 'string' && /^[1-9]\d{0,14}$/.test(seconds)));
  },
};

/** Where the client looks at the type as well. */
export const countsSecondsInNumbers: SchemeCheck = {
  reason: 'timeout-missing',
  fails: ({ raw }) => !isWhole(own(raw, 'maxTimeoutSeconds')),
};

export const isEvmAddress = (value: unknown): value is string =>
  typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value);

/** An EVM address that somebody holds. */
export const isHeldEvmAddress = (value: unknown): boolean => isEvmAddress(value) && !ZERO_EVM.test(value);

/** The fields of `extra` that are not as they should be, as a text; false where all are. */
export const missing =
  (wanted: Readonly<Record<string, (value: unknown) => boolean>>) =>
  ({ extra }: CheckedOffer): string | false => {
    const names = Object.keys(wanted).filter((name) => wanted[name]?.(own(extra, name)) !== true);
    return names.length === 0 ? false : names.join(', ');
  };

/** An address of the offer's network, without anything around it. */
export const isAddressFor = ({ network }: CheckedOffer, value: unknown): boolean =>
  isFilledText(value) && canonicalAddressOn(network, value) !== null;

export const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
