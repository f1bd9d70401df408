/** A token whose decimals and peg we know. What a token calls itself is never enough: the address decides. */
export interface Asset {
  readonly network: string;
  /** Canonical address. */
  readonly address: string;
  readonly symbol: string;
  /** Null where amounts are decimals as they stand, as those of currencies issued on the XRP Ledger. */
  readonly decimals: number | null;
  /** ISO 4217 code of the currency one unit is worth, null for a floating one. */
  readonly pegCurrency: string | null;
  /** The network's own coin: its symbol cannot be borrowed. */
  readonly isNative: boolean;
  /** The token's EIP-712 domain, byte for byte. */
  readonly eip712: { readonly name: string; readonly version: string } | null;
  /** False where the domain is what a registry takes all tokens of its kind to have. */
  readonly isDomainCertain: boolean;
  readonly assetTransferMethod: string | null;
  /** What a plain dollar price means on this network. */
  readonly isNetworkDefault: boolean;
  readonly source: string;
}

export type AssetRow = Pick<Asset, 'network' | 'address' | 'symbol' | 'decimals' | 'source'> & Partial<Asset>;

/** Addresses are written here in their canonical spelling or any other: they are stored canonically. */
export const defineAsset = (row: AssetRow): Asset =>
  Object.freeze({
    pegCurrency: null,
    isNative: false,
    eip712: null,
    isDomainCertain: true,
    assetTransferMethod: null,
    isNetworkDefault: true,
    ...row,
  });

/** Assets too many to be rows, told from their address alone. */
export interface AssetRule {
  readonly families: readonly string[];
  readonly find: (networkId: string, address: string) => Asset | null;
}
