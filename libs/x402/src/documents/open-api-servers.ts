import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { DOCUMENT_MAX } from './bounds.js';

const VARIABLE = /\{([^{}]{1,64})\}/g;
const URL_CHARS_MAX = 2_048;

/**
 * What a path stands behind: the servers of the operation, else of its path, else of the document, else where the
 * document itself stands. Each as the beginning of a URL, without a slash at its end.
 */
export function serversOf(levels: readonly JsonRecord[], at: URL): readonly string[] {
  const stated = levels
    .map((level) => own(level, 'servers'))
    .find((servers): servers is unknown[] => Array.isArray(servers) && servers.length > 0);
  const servers = stated?.slice(0, DOCUMENT_MAX.servers).flatMap((server) => serverUrl(server, at) ?? []);
  return servers === undefined ? [at.origin] : [...new Set(servers)];
}

/** May be relative to the document, and have variables, of which the defaults count. */
function serverUrl(server: unknown, at: URL): string | null {
  const written = isRecord(server) ? own(server, 'url') : undefined;
  if (typeof written !== 'string' || written.length > URL_CHARS_MAX) return null;
  const variables = recordOr(own(recordOr(server), 'variables'));
  const filled = written.replace(VARIABLE, (whole, name: string) => {
    const usual = own(recordOr(own(variables, name)), 'default');
    return typeof usual === 'string' || typeof usual === 'number' ? String(usual) : whole;
  });
  // A variable without a value is no address, and neither is one that changes what stands before the host.
  if (/[{}]/.test(filled) || !URL.canParse(filled, at.href)) return null;
  const url = new URL(filled, at.href);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  return (url.origin + url.pathname).replace(/\/+$/, '');
}
