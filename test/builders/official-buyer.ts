import { x402Client, x402HTTPClient } from '@x402/core/client';
import { AuthCaptureEvmScheme } from '@x402/evm/auth-capture/client';
import { registerExactEvmScheme } from '@x402/evm/exact/client';
import { UptoEvmScheme } from '@x402/evm/upto/client';

type Fields = Readonly<Record<string, unknown>>;
type Types = Readonly<Record<string, readonly { readonly name: string; readonly type: string }[]>>;

interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What an EVM buyer with the official client makes of an answer: whether it gets as far as signing a payment. */
export async function canPay(answer: Answer): Promise<boolean> {
  try {
    await paymentFor(answer);
    return true;
  } catch {
    return false;
  }
}

/** The headers under which that buyer would come back. Throws where it does not get as far. */
export async function paymentFor({ headers, body }: Answer): Promise<Record<string, string>> {
  const challenge = http.getPaymentRequiredResponse(
    (name) => headers[name.toLowerCase()] ?? null,
    body === '' ? undefined : (JSON.parse(body) as unknown),
  );
  return http.encodePaymentSignatureHeader(await client.createPaymentPayload(challenge));
}

/** What it signs. */
export const SIGNATURE = `0x${'1'.repeat(130)}` as const;

/** Signs nothing, and refuses what a wallet refuses: numbers out of their range, texts that are none. */
const wallet = {
  address: `0x${'1'.repeat(40)}`,
  signTypedData: (data: { domain: Fields; types: Fields; primaryType: string; message: Fields }) => {
    checkDomain(data.domain);
    checkFields(data.message, data.types as Types, data.primaryType);
    return Promise.resolve(SIGNATURE);
  },
} as const;

/** Spend controls are the buyer's own wish, and no word about the seller. */
const client = x402Client.fromConfig({ schemes: [], spendControls: false });
registerExactEvmScheme(client, { signer: wallet });
client.register('eip155:*', new UptoEvmScheme(wallet));
client.register('eip155:*', new AuthCaptureEvmScheme(wallet));
const http = new x402HTTPClient(client);

function checkDomain({ name, version }: Fields): void {
  for (const text of [name, version]) {
    if (text !== undefined && typeof text !== 'string')
      throw new Error(`${typeof text} where a text is signed`);
  }
}

function checkFields(values: Fields, types: Types, type: string): void {
  for (const field of types[type] ?? []) {
    const value = values[field.name];
    const [, bits] = /^uint(\d+)$/.exec(field.type) ?? [];
    if (bits !== undefined) checkNumber(value, 2n ** BigInt(bits));
    else if (types[field.type] !== undefined) checkFields(value as Fields, types, field.type);
  }
}

function checkNumber(value: unknown, limit: bigint): void {
  const number = BigInt(value as string | number | bigint);
  if (number < 0n || number >= limit) throw new Error(`${number} is out of range`);
}
