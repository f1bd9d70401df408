import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { DOCUMENT_MAX } from './bounds.js';

const VARIABLE = /\{([^{}]{1,64})\}/g;

/** What the paths of one document stand behind. */
export class OpenApiServers {
  private readonly known = new Map<unknown, readonly string[]>();

  constructor(private readonly at: URL) {}

  /**
   * The servers of the first level that has any (operation, path, document), else where the document itself stands:
   * each as the beginning of a URL, without a slash at its end.
   */
  of(levels: readonly JsonRecord[]): readonly string[] {
    const stated = levels
      .map((level) => own(level, 'servers'))
      .find((servers) => Array.isArray(servers) && servers.length > 0);
    const known = this.known.get(stated);
    if (known !== undefined) return known;
    const servers = Array.isArray(stated) ? this.read(stated) : [this.at.origin];
    this.known.set(stated, servers);
    return servers;
  }

  private read(stated: readonly unknown[]): readonly string[] {
    const urls = stated.slice(0, DOCUMENT_MAX.servers).flatMap((server) => serverUrl(server, this.at) ?? []);
    return [...new Set(urls)];
  }
}

/** May be relative to the document, and have variables, of which the defaults count. */
function serverUrl(server: unknown, at: URL): string | null {
  const written = isRecord(server) ? own(server, 'url') : undefined;
  if (typeof written !== 'string' || written.length > DOCUMENT_MAX.urlChars) return null;
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
