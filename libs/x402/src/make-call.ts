import { type Asked } from './asked.js';
import { readArguments, type BazaarReading } from './bazaar/read-bazaar.js';
import { BODY_METHODS } from './bazaar/http-method.js';
import { type Call, type CallPart, type ResourceType } from './model.js';
import { issue, type Issue } from './reasons/issue.js';
import { hasPlaceholder, templateParameters } from './route-template.js';
import { isBoundedJson } from './text/parse-json.js';
import { own, recordOr } from './text/record.js';

interface Known {
  readonly asked: Asked;
  readonly bazaar: BazaarReading | null;
  readonly type: ResourceType;
  readonly method: string | null;
  readonly toolName: string | null;
  readonly resource: string;
  readonly routeTemplate: string | null;
}

interface MadeCall {
  readonly call: Call;
  readonly issues: readonly Issue[];
}

/** All that is known of how to make the unpaid request, and whether that is enough. */
export const makeCall = (known: Known): MadeCall =>
  known.type === 'MCP' ? toolCall(known) : httpCall(known);

function toolCall({ asked, bazaar, toolName, resource }: Known): MadeCall {
  // The server's own list is what a client would go by; the extension may be older.
  const listed = asked.tool?.inputSchema ?? null;
  const isLarge = !isBoundedJson(listed);
  const example = bazaar?.parts.find((part) => part.in === 'ARGUMENTS')?.example ?? null;
  const fromList = listed === null || isLarge ? null : readArguments(listed, example);
  const parts = fromList?.parts ?? bazaar?.parts.filter((part) => part.in === 'ARGUMENTS') ?? [];
  const url = resource.startsWith('mcp:') ? null : resource;
  return {
    call: {
      url,
      method: null,
      toolName,
      transport: asked.transport ?? bazaar?.transport ?? null,
      bodyType: null,
      parts,
      complete: url !== null && toolName !== null && parts.length > 0,
    },
    issues: [
      ...(isLarge ? [issue('schema-large', 'ARGUMENTS')] : (fromList?.issues ?? [])),
      ...(parts.some(hasExample) ? [] : [issue('no-example')]),
    ],
  };
}

function httpCall({ asked, bazaar, method: answered, resource, routeTemplate }: Known): MadeCall {
  const url = resource.startsWith('mcp:') ? null : resource;
  // The parts belong to the method they were declared for, even where another one was answered too.
  const method = bazaar?.method ?? answered;
  const parts = (bazaar?.parts ?? []).filter((part) => part.in !== 'PATH' || routeTemplate !== null);
  const path = asked.at.resource.slice(asked.at.origin.length);
  const hasPath =
    routeTemplate === null
      ? !hasPlaceholder(path)
      : templateParameters(routeTemplate).every((name) => isDescribed(parts, name));
  const hasBody = method !== null && (!BODY_METHODS.has(method) || parts.some((part) => part.in === 'BODY'));
  const issues: Issue[] = [];
  if (bazaar?.method != null && answered !== null && bazaar.method !== answered) {
    issues.push(issue('wrong-method', `${answered} was answered, ${bazaar.method} is stated`));
  }
  if (!hasPath) issues.push(issue('needs-path-params'));
  if (!parts.some(hasExample)) issues.push(issue('no-example'));
  return {
    call: {
      url,
      method,
      toolName: null,
      transport: null,
      bodyType: bazaar?.bodyType ?? null,
      parts,
      complete: url !== null && bazaar !== null && hasBody && hasPath,
    },
    issues,
  };
}

const hasExample = (part: CallPart): boolean => part.example !== null && part.example !== undefined;

/** A path parameter is known by an example of it, or by its schema. */
const isDescribed = (parts: readonly CallPart[], name: string): boolean =>
  parts.some(
    (part) =>
      part.in === 'PATH' &&
      (own(recordOr(part.example), name) !== undefined ||
        own(recordOr(own(recordOr(part.schema), 'properties')), name) !== undefined),
  );
