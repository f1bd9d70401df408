import { isRecord, own, type JsonRecord } from '../text/record.js';

/** One payment object as found in one place, before places are joined. */
export interface ChallengeDocument {
  /** 1 or 2, null where neither is stated nor can be told from the fields. */
  readonly version: number | null;
  readonly versionStated: boolean;
  /** The object was one requirement alone. */
  readonly isBare: boolean;
  readonly accepts: readonly unknown[];
  readonly resource: JsonRecord | null;
  readonly extensions: JsonRecord;
  readonly error: string | null;
}

/** Reads what may be a challenge of either version; null where it is none. */
export function readChallengeDocument(value: unknown): ChallengeDocument | null {
  if (!isRecord(value)) return null;
  const accepts = own(value, 'accepts');
  if (!Array.isArray(accepts)) {
    const bare = isRecord(accepts) && isRequirement(accepts) ? accepts : value;
    return isRequirement(bare) ? { ...documentOf(value, [bare]), isBare: true } : null;
  }
  return documentOf(value, accepts as readonly unknown[]);
}

function documentOf(value: JsonRecord, accepts: readonly unknown[]): ChallengeDocument {
  const stated = own(value, 'x402Version');
  const versionStated = stated === 1 || stated === 2;
  const resource = own(value, 'resource');
  const extensions = own(value, 'extensions');
  const error = own(value, 'error');
  return {
    version: versionStated ? stated : inferVersion(stated, accepts),
    versionStated,
    isBare: false,
    accepts,
    resource: isRecord(resource) ? resource : typeof resource === 'string' ? { url: resource } : null,
    extensions: isRecord(extensions) ? extensions : {},
    error: typeof error === 'string' ? error : null,
  };
}

/** `"1"` and `"2"` say what they mean; else the name of the amount tells. */
function inferVersion(stated: unknown, accepts: readonly unknown[]): number | null {
  if (stated === '1' || stated === '2') return Number(stated);
  const entries = accepts.filter(isRecord);
  if (entries.some((entry) => own(entry, 'maxAmountRequired') !== undefined)) return 1;
  return entries.some((entry) => own(entry, 'amount') !== undefined) ? 2 : null;
}

/** Told by a word of x402 alone, or by words that only it puts together. */
function isRequirement(value: JsonRecord): boolean {
  const has = (name: string) => own(value, name) !== undefined;
  if (!has('network')) return false;
  return has('maxAmountRequired') || (has('scheme') && (has('payTo') || has('asset')));
}
