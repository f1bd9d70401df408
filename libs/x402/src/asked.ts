import { type CanonicalUrl } from './canonical-url.js';
import { type ResourceType } from './model.js';

/** What was asked, and so who the answer is about. */
export interface Asked {
  readonly at: CanonicalUrl;
  /** The method that was answered, null where nobody knows it. */
  readonly method: string | null;
  /** Null for HTTP, and where only the challenge can tell the tool. */
  readonly toolName: string | null;
  readonly type: ResourceType | null;
  readonly transport: string | null;
  /** The tool as its server lists it. */
  readonly tool?: { readonly description?: unknown; readonly inputSchema?: unknown } | undefined;
}
