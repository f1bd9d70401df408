import { assets, findAsset } from '@bazaar/x402';

import { type CollectedRow } from './collected.js';
import { type Outcome, answered, asClaim, inBody, inHeader } from './outcomes.js';

interface Observation {
  readonly verdict: string;
  readonly notes: readonly string[];
}

/** What the observer left out is filled in as a careful seller writes it. */
const SELLER = '0x1111111111111111111111111111111111111111';
const SELLER_ON_SOLANA = '8WhWE8YgY5QBWyLowEHuaZiWdwDM3SrgDk36xYBNvYNS';
const SOLANA_USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';
const OFFER = { scheme: 'exact', maxTimeoutSeconds: 60 };

const PAID = /^amount=(\S+) asset=(\S+) extra\.name='(.*)'$/;
const NETWORK_V1 = /^network="([^"]+)" is v1 naming/;
const NETWORK = /^network=(\S+) - different signer/;
const STATUS = /^HTTP (\d{3})/;
const NO_ACCEPTS = /^x402Version=(\S+), no accepts\[\] in the (body|header)/;

/** The answer behind an observation, as far as its notes tell it; a URL alone where nobody answered. */
export function replay(row: CollectedRow): Outcome {
  const { notes } = row.item as unknown as Observation;
  const noted = (form: RegExp): string[] => notes.flatMap((note) => form.exec(note)?.slice(1) ?? []);
  const [amount, asset, name] = noted(PAID);
  if (amount !== undefined && asset !== undefined)
    return inHeader(row, version2(row, evmOffer(amount, asset, name)));
  const [network] = noted(NETWORK);
  if (network !== undefined) return inHeader(row, version2(row, solanaOffer(network)));
  const [networkV1] = noted(NETWORK_V1);
  if (networkV1 !== undefined) return inBody(row, version1(row, networkV1));
  const [status] = noted(STATUS);
  if (status !== undefined) return answered(row, { status: Number(status), body: '' });
  const [version, place] = noted(NO_ACCEPTS);
  if (version === undefined) return asClaim(row, {});
  const challenge = version === 'None' ? { error: 'pay' } : { x402Version: Number(version) };
  return place === 'header' ? inHeader(row, challenge) : inBody(row, challenge);
}

const version2 = ({ url }: CollectedRow, offer: object) => ({
  x402Version: 2,
  resource: { url },
  accepts: [offer],
});

/** Which chain a token is on is not noted; its address tells, and where several have it, its name. */
function evmOffer(amount: string, address: string, name: string | undefined): object {
  const known = assets.filter((asset) => asset.address.toLowerCase() === address.toLowerCase());
  const [asset] = known.filter(({ eip712 }) => eip712 === null || eip712.name === name).concat(known);
  const extra = { name, version: asset?.eip712?.version ?? '1' };
  return { ...OFFER, network: asset?.network, amount, asset: address, payTo: SELLER, extra };
}

const solanaOffer = (network: string) => ({
  ...OFFER,
  network,
  amount: '10000',
  asset: SOLANA_USDC,
  payTo: SELLER_ON_SOLANA,
  extra: { feePayer: SELLER_ON_SOLANA },
});

function version1({ url }: CollectedRow, network: string) {
  const asset = findAsset(network, 'USDC');
  const accepted = { ...OFFER, network, maxAmountRequired: '10000', asset: asset?.address, payTo: SELLER };
  return { x402Version: 1, accepts: [{ ...accepted, resource: url, extra: asset?.eip712 }] };
}
