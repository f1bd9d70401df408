import { canonicalAddressOn, describeNetwork, isWellFormedNetwork } from '../networks/find-network.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isRecord, own, type JsonRecord } from '../text/record.js';

/** One transfer on one network, as a facilitator reports it. */
export interface SettlementSeen {
  /** CAIP-2 id, or as written where the network is unknown. */
  readonly network: string;
  readonly transaction: string;
  /** Canonical address; null where it names none. */
  readonly payer: string | null;
}

const HEX = /^0x[0-9a-f]+$/i;

/** Null where nothing was settled, or nothing that can be told from another settlement. */
export function readSettlement(settleResponse: unknown, requirement: JsonRecord): SettlementSeen | null {
  if (!isRecord(settleResponse) || own(settleResponse, 'success') !== true) return null;
  const network = own(settleResponse, 'network') ?? own(requirement, 'network');
  const transaction = cleanText(own(settleResponse, 'transaction'), TEXT_MAX.identifier);
  if (typeof network !== 'string' || !isWellFormedNetwork(network) || transaction === null) return null;
  const { id } = describeNetwork(network);
  const payer = cleanText(own(settleResponse, 'payer'), TEXT_MAX.identifier);
  return {
    network: id,
    // The case of a hash says nothing; that of base58 does.
    transaction: HEX.test(transaction) ? transaction.toLowerCase() : transaction,
    payer: payer === null ? null : canonicalAddressOn(id, payer),
  };
}
