import { bareItem } from '../catalog-item/read-catalog-item.js';
import { DOCUMENT_MAX } from './bounds.js';
import { describeCall } from './describe-call.js';
import { SAYS_NOTHING, type DocumentLink, type DocumentReading } from './document.js';
import { Findings } from './findings.js';
import { isHostBelow, type InDomain } from './in-domain.js';
import { placeUrl, type PlacedUrl } from './place-url.js';

/** A method with its URL or path, or a URL: in Markdown, in code, or plain. */
const MENTION =
  /(?:\b(GET|POST|PUT|PATCH|DELETE|HEAD)[ \t`*]{1,8})?(https?:\/\/[^\s<>()[\]"'`|\\]{1,2000}|(?<=[\s`(*|])\/[\w:{}~%.@-][^\s<>()[\]"'`|\\]{0,500})/g;
/** Paths that look like a service's and not like a page's, where no method stands beside them. */
const LIKE_A_SERVICE = /^\/(?:api|v\d{1,2}|x402|paid|rpc)(?:\/|$)/i;
const LIKE_A_FILE = /\.(?:md|txt|html?|pdf|png|svg|jpe?g|css|js|xml|ya?ml)$/i;
const DOCUMENTS: readonly (readonly [path: RegExp, kind: DocumentLink['kind']])[] = [
  [/\/(?:openapi|swagger)[\w.-]*\.json$/i, 'openapi'],
  [/\/\.well-known\/x402(?:\.json)?$|\/x402\/discovery\.json$/i, 'well-known'],
  [/\/llms(?:-full)?\.txt$/i, 'llms-txt'],
  [/\/mcp\/?$/i, 'mcp'],
];

/**
 * Reads what a site tells machines in plain text: URLs of its own domain that are documents, and those that look like
 * endpoints or stand beside a method. Pointers all of them: a text has no prices that could be told for sure.
 */
export function readLlmsTxt(text: string, at: URL, inDomain: InDomain = isHostBelow): DocumentReading {
  const findings = new Findings(at, inDomain);
  const links = new Map<string, DocumentLink>();
  if (text.length > DOCUMENT_MAX.textChars) findings.cut();
  for (const [, method, written = ''] of text.slice(0, DOCUMENT_MAX.textChars).matchAll(MENTION)) {
    if (!findings.mayLook()) break;
    // A URL at the end of a sentence takes its mark with it.
    const placed = placeUrl(written.replace(/[.,;:!?*_]+$/, ''), at.origin);
    if (!placed.ok || !findings.isOwn(placed.value.url)) continue;
    const { pathname } = new URL(placed.value.url);
    const kind = DOCUMENTS.find(([path]) => path.test(pathname))?.[1];
    if (kind !== undefined) addLink(links, { kind, url: placed.value.url });
    else if (isLikeAnEndpoint(pathname, method)) addPointer(placed.value, method ?? null, written, findings);
  }
  links.delete(at.href);
  const told = findings.told;
  const saysNothing = links.size === 0 && told.entries.length === 0;
  return { ...SAYS_NOTHING, dialect: saysNothing ? null : 'text', links: [...links.values()], ...told };
}

const isLikeAnEndpoint = (path: string, method: string | undefined): boolean =>
  !LIKE_A_FILE.test(path) && (method !== undefined || LIKE_A_SERVICE.test(path));

function addLink(links: Map<string, DocumentLink>, link: DocumentLink): void {
  if (links.size < DOCUMENT_MAX.links) links.set(link.url, link);
}

function addPointer(at: PlacedUrl, stated: string | null, written: string, findings: Findings): void {
  const target = { method: stated, toolName: null };
  findings.entry({
    url: at.url,
    origin: at.origin,
    ...target,
    exampleUrl: null,
    title: null,
    description: null,
    isPointer: true,
    item: bareItem(at.url, target),
    call: describeCall(at, { ...target, parts: null }),
    raw: stated === null ? written : `${stated} ${written}`,
  });
}
