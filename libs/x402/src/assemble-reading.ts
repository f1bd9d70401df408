import { fail, ok, type Result } from '@bazaar/kernel';
import { readBazaar, readBazaarV1, type BazaarReading } from './bazaar/read-bazaar.js';
import { readServiceMetadata } from './bazaar/service-metadata.js';
import { makeCall } from './make-call.js';
import { type Asked } from './asked.js';
import { canonicalUrl, type CanonicalUrl } from './canonical-url.js';
import { categorize } from './categories/categorize.js';
import { fingerprintOf } from './fingerprint.js';
import { type Offer, type Payability, type ResourceReading, type ResourceType } from './model.js';
import { readOffers } from './offer/read-offers.js';
import { issue, type Issue } from './reasons/issue.js';
import { type ReasonCode } from './reasons/reasons.js';
import { isValidRouteTemplate, templateMatchesPath } from './route-template.js';
import { cleanParagraphs, cleanText, hasUnseen, TEXT_MAX } from './text/clean-text.js';
import { isRecord, own, recordOr, type JsonRecord } from './text/record.js';
import { type ReadChallenge } from './wire/join-documents.js';

const EXTENSIONS_MAX = 64;
const BEST_FIRST: readonly Payability[] = ['PAYABLE', 'V1_ONLY', 'UNKNOWN', 'BLOCKED'];

/**
 * Everything one challenge says, in our words. Identity comes from what was asked; what the challenge says of
 * itself can only disagree with it, never move it.
 */
export function assembleReading(asked: Asked, read: ReadChallenge): Result<ResourceReading, ReasonCode> {
  const { challenge, entries } = read;
  const offers = readOffers(entries);
  if (offers.length === 0) return fail('invalid-challenge');

  const bazaar = readBazaar(challenge.extensions, challenge.x402Version) ?? firstV1(challenge.accepts);
  const type: ResourceType = asked.type ?? bazaar?.type ?? 'HTTP';
  const toolName = type === 'MCP' ? (asked.toolName ?? bazaar?.toolName ?? null) : null;
  const method = type === 'MCP' ? null : (asked.method ?? bazaar?.method ?? null);
  const template = type === 'MCP' ? NO_TEMPLATE : readTemplate(bazaar, asked.at);
  const resource =
    template.routeTemplate === null ? asked.at.resource : asked.at.origin + template.routeTemplate;

  const described = describedResource(challenge.resource, challenge.accepts);
  const written = described.description ?? bazaar?.description ?? asked.tool?.description;
  const description = cleanParagraphs(written, TEXT_MAX.description);
  const { serviceName, tags, iconUrl, issues: metadataIssues } = readServiceMetadata(described);
  const { call, issues: callIssues } = makeCall({
    asked,
    bazaar,
    type,
    method,
    toolName,
    resource,
    routeTemplate: template.routeTemplate,
  });
  const extensions = Object.keys(challenge.extensions)
    .slice(0, EXTENSIONS_MAX)
    .flatMap((key) => cleanText(key, TEXT_MAX.name) ?? []);

  const outputSchema = bazaar?.outputSchema ?? null;
  const outputExample = bazaar?.outputExample ?? null;
  const words = { resource, toolName, serviceName, description, tags, call, outputSchema, outputExample };

  // Every field by its name: what follows a spread in an object of this size costs more than all of them.
  return ok({
    type,
    resource,
    method,
    toolName,
    routeTemplate: template.routeTemplate,
    x402Version: challenge.x402Version,
    title: cleanText(serviceName, TEXT_MAX.title),
    description,
    mimeType: cleanText(described.mimeType, TEXT_MAX.mimeType),
    serviceName,
    tags,
    iconUrl,
    categories: categorize(words),
    extensions,
    supportsSignIn: Object.hasOwn(challenge.extensions, 'sign-in-with-x'),
    call,
    outputSchema,
    outputExample,
    offers,
    payability: bestPayability(offers),
    issues: [
      ...read.issues,
      ...nameIssues(described.url, asked, resource),
      ...(bazaar?.issues ?? []),
      ...template.issues,
      ...callIssues,
      ...metadataIssues,
      ...(hasUnseen(written) ? [issue('text-cleaned', 'description')] : []),
      ...(offers.every(({ environment }) => environment === 'TESTNET') ? [issue('testnet-only')] : []),
    ],
    challenge,
    fingerprint: fingerprintOf(challenge),
  });
}

const bestPayability = (offers: readonly Offer[]): Payability =>
  BEST_FIRST.find((payability) => offers.some((offer) => offer.payability === payability)) ?? 'UNKNOWN';

function firstV1(accepts: readonly unknown[]): BazaarReading | null {
  for (const entry of accepts) {
    const reading = readBazaarV1(own(recordOr(entry), 'outputSchema'));
    if (reading !== null) return reading;
  }
  return null;
}

/** Version 2 describes the resource once; version 1 in every entry, as a string or, against its rules, an object. */
function describedResource(resource: JsonRecord | null, accepts: readonly unknown[]): JsonRecord {
  const first = recordOr(accepts.find(isRecord));
  const inside = own(first, 'resource');
  const v1 = typeof inside === 'string' ? { url: inside } : recordOr(inside);
  const said = (name: string): unknown => filled(own(resource ?? {}, name)) ?? filled(own(v1, name));
  return {
    url: said('url'),
    description: said('description') ?? filled(own(first, 'description')),
    mimeType: said('mimeType') ?? filled(own(first, 'mimeType')),
    serviceName: said('serviceName'),
    tags: said('tags'),
    iconUrl: said('iconUrl'),
  };
}

/** An empty text says nothing. */
const filled = (value: unknown): unknown => (value === '' || value === null ? undefined : value);

const NO_TEMPLATE: { routeTemplate: string | null; issues: readonly Issue[] } = {
  routeTemplate: null,
  issues: [],
};

function readTemplate(bazaar: BazaarReading | null, at: CanonicalUrl): typeof NO_TEMPLATE {
  const stated = bazaar?.routeTemplate;
  if (stated === undefined || stated === null) return NO_TEMPLATE;
  const text = cleanText(stated, TEXT_MAX.identifier) ?? undefined;
  if (!isValidRouteTemplate(stated))
    return { routeTemplate: null, issues: [issue('template-invalid', text)] };
  return templateMatchesPath(stated, at.resource.slice(at.origin.length))
    ? { routeTemplate: stated, issues: [] }
    : { routeTemplate: null, issues: [issue('template-mismatch', text)] };
}

/** A challenge that names another resource than was asked may be a copy, or a proxy that does not know its name. */
function nameIssues(stated: unknown, { at }: Asked, resource: string): readonly Issue[] {
  if (filled(stated) === undefined) return [issue('resource-missing')];
  if (stated === at.resource || stated === at.url) return [];
  const text = cleanText(stated, TEXT_MAX.identifier) ?? undefined;
  const named = typeof stated === 'string' ? canonicalUrl(stated) : null;
  if (named?.ok !== true) return [issue('resource-mismatch', text)];
  const { resource: other, origin } = named.value;
  const agrees = other === at.resource || other === resource || origin.startsWith('mcp://');
  return agrees ? [] : [issue('resource-mismatch', text)];
}
