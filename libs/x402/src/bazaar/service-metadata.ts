import { issue, type Issue } from '../reasons/issue.js';
import { own, type JsonRecord } from '../text/record.js';

const PRINTABLE_ASCII = /^[\x20-\x7e]{1,32}$/;
const TAGS_MAX = 5;
/** Looked at, whatever an array's length. */
const TAGS_READ_MAX = 100;
const ICON_CHARS_MAX = 2048;
/** Names of the reader's own machine, and a host of nothing but numbers and dots. */
const LOCAL_HOST =
  /^(?:.*\.)?localhost\.?$|^(?:localhost\.localdomain|ip6-localhost|ip6-loopback)\.?$|^[\d.]+$/;

export interface ServiceMetadata {
  readonly serviceName: string | null;
  readonly tags: readonly string[];
  readonly iconUrl: string | null;
  readonly issues: readonly Issue[];
}

/**
 * What a service says of itself on `resource`. Bad metadata is dropped and named; it never blocks a listing.
 *
 * Source: @x402/extensions 2.27, sanitizeResourceServiceMetadata.
 */
export function readServiceMetadata(resource: JsonRecord): ServiceMetadata {
  const name = own(resource, 'serviceName');
  const tags = own(resource, 'tags');
  const icon = own(resource, 'iconUrl');
  const serviceName = keepServiceName(name);
  const keptTags = keepTags(tags);
  const iconUrl = keepIconUrl(icon);
  const issues: Issue[] = [];
  if (isStated(name) && serviceName === null) issues.push(issue('service-name-dropped'));
  if (isStated(tags) && keptTags.length < distinctCount(tags)) issues.push(issue('tags-dropped'));
  if (isStated(icon) && iconUrl === null) issues.push(issue('icon-dropped'));
  return { serviceName, tags: keptTags, iconUrl, issues };
}

export const keepServiceName = (value: unknown): string | null =>
  typeof value === 'string' && PRINTABLE_ASCII.test(value) && value.trim() !== '' ? value : null;

/** The first five good ones; the first casing of a tag counts. */
export function keepTags(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  const kept = new Map<string, string>();
  for (const tag of value.slice(0, TAGS_READ_MAX) as readonly unknown[]) {
    if (kept.size === TAGS_MAX) break;
    if (typeof tag !== 'string' || !PRINTABLE_ASCII.test(tag) || tag.trim() === '') continue;
    if (!kept.has(tag.toLowerCase())) kept.set(tag.toLowerCase(), tag);
  }
  return [...kept.values()];
}

export function keepIconUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > ICON_CHARS_MAX || /[\u0000-\u001f\u007f]/.test(value))
    return null;
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return null;
  }
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isWeb || url.username !== '' || url.password !== '' || !isNamedHost(url.hostname)) return null;
  return url.href.length <= ICON_CHARS_MAX ? url.href : null; // encoding makes it longer
}

/** WHATWG has decoded the host by now: `0x7f000001`, `2130706433` and full-width letters show what they are. */
const isNamedHost = (host: string): boolean => !host.startsWith('[') && !LOCAL_HOST.test(host);

const isStated = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const distinctCount = (tags: unknown): number =>
  Array.isArray(tags)
    ? new Set(tags.slice(0, TAGS_READ_MAX).map((tag: unknown) => JSON.stringify([tag]).toLowerCase())).size
    : 1;
