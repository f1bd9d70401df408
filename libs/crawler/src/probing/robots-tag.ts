import { ROBOTS_AGENT } from '../robots/robots-rules.js';

const FOR_AGENT = /^([a-z][a-z0-9_.-]*)\s*:\s*(.*)$/i;
/** Directives that carry a value look like an agent's name before a colon. */
const WITH_VALUE = /^(?:unavailable_after|max-snippet|max-image-preview|max-video-preview)$/i;
/** Nobody says more than that. */
const DIRECTIVES_MAX = 256;

/** Whether an `X-Robots-Tag` forbids listing to everybody, or to us by name. */
export function saysNoindex(header: string | undefined): boolean {
  let agent = '*';
  for (const item of (header ?? '').split(',', DIRECTIVES_MAX)) {
    const [, name, rest] = FOR_AGENT.exec(item.trim()) ?? [];
    const isAgent = name !== undefined && !WITH_VALUE.test(name);
    if (isAgent) agent = name.toLowerCase();
    const directive = (isAgent ? (rest ?? '') : item).trim();
    const concernsUs = agent === '*' || agent === ROBOTS_AGENT;
    if (concernsUs && /^(?:noindex|none)$/i.test(directive)) return true;
  }
  return false;
}
