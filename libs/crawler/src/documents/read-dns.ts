import { type DocumentSeen, SAID_NOTHING } from '@bazaar/catalog';
import { type TxtResolver, isAddress } from '@bazaar/platform';
import { readDnsRecords } from '@bazaar/x402';

const POINTERS_MAX = 2;

/** The TXT records at a name, and the documents that they point to. */
export interface DnsSeen {
  readonly seen: DocumentSeen;
  readonly pointers: readonly URL[];
}

/** Reads `_x402.<host>`; null where the host is an address and has no records. */
export async function readDns({ hostname }: URL, resolve: TxtResolver): Promise<DnsSeen | null> {
  const host = hostname.replace(/\.$/, '');
  if (isAddress(host.replace(/^\[(.*)\]$/, '$1'))) return null;
  const name = `_x402.${host}`;
  const about = { url: `dns:${name}?type=TXT`, kind: 'dns', via: 'place' } as const;
  let records: Awaited<ReturnType<TxtResolver>>;
  try {
    records = await resolve(name);
  } catch {
    return { seen: { ...about, ok: false, found: 0, reason: 'unreachable-dns', said: null }, pointers: [] };
  }
  const { pointers, issues } = readDnsRecords(records, host);
  const isAbsent = pointers.length === 0 && issues.length === 0;
  const reason = isAbsent ? 'document-absent' : (issues[0]?.code ?? null);
  return {
    seen: {
      ...about,
      ok: isAbsent || pointers.length > 0,
      found: pointers.length,
      reason,
      said: SAID_NOTHING,
    },
    pointers: pointers.slice(0, POINTERS_MAX).map(({ url }) => new URL(url)),
  };
}
