import { readArguments } from '../bazaar/read-bazaar.js';
import { readCatalogItem } from '../catalog-item/read-catalog-item.js';
import { issue } from '../reasons/issue.js';
import { cleanParagraphs, cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { DOCUMENT_MAX } from './bounds.js';
import { calledBy, describeCall } from './describe-call.js';
import { SAYS_NOTHING, type DocumentReading } from './document.js';
import { Findings } from './findings.js';
import { isHostBelow } from './in-domain.js';
import { paidMarks, shownArguments, type PaidMark } from './paid-tool.js';
import { placeUrl, type PlacedUrl } from './place-url.js';

/**
 * Reads the tools of an MCP server, as `tools/list` answers or its `tools` alone: those that it marks as paid. The others
 * are not even named: a tool that nobody says to be paid is not called to find out.
 *
 * @param at the server
 */
export function readToolsList(tools: unknown, at: URL): DocumentReading {
  const list = Array.isArray(tools) ? (tools as unknown[]) : own(recordOr(tools), 'tools');
  const server = placeUrl(at.href, at.origin);
  if (!Array.isArray(list) || !server.ok) return SAYS_NOTHING;
  const findings = new Findings(at, isHostBelow);
  if (list.length > DOCUMENT_MAX.tools) findings.cut();
  for (const [index, tool] of list.slice(0, DOCUMENT_MAX.tools).entries()) {
    const name = cleanText(own(recordOr(tool), 'name'), TEXT_MAX.name);
    if (!isRecord(tool) || name === null) findings.unreadable(`tools[${index}]`, 'no-name');
    else if (paidMarks(tool).length > 0) addTool(tool, name, server.value, findings);
  }
  return { ...SAYS_NOTHING, dialect: 'tools', ...findings.told };
}

function addTool(tool: JsonRecord, toolName: string, at: PlacedUrl, findings: Findings): void {
  const [example] = shownArguments(tool);
  const { parts, issues } = readArguments(own(tool, 'inputSchema'), example);
  for (const found of issues) findings.issue(issue(found.code, toolName));
  const call = describeCall(at, { method: null, toolName, transport: 'streamable-http', parts });
  const description = cleanParagraphs(own(tool, 'description'), TEXT_MAX.description);
  const item = readCatalogItem({ description, ...claimOf(paidMarks(tool)), toolName }, { url: at.url });
  if (!item.ok) return;
  const { reading } = item.value;
  findings.entry({
    url: at.url,
    origin: at.origin,
    method: null,
    toolName,
    exampleUrl: null,
    title: cleanText(own(tool, 'title') ?? own(recordOr(own(tool, 'annotations')), 'title'), TEXT_MAX.title),
    description,
    isPointer: reading === null && item.value.price === null,
    item: calledBy(item.value, call),
    call,
    raw: tool,
  });
}

/** The marks as an item of a catalogue: what stands under `x402` is its price, `bazaar` is the extension. */
function claimOf(marks: readonly PaidMark[]): JsonRecord {
  const said = (name: PaidMark['name']): JsonRecord =>
    recordOr(marks.find((mark) => mark.name === name)?.said);
  const extension = said('bazaar');
  return {
    ...said('x402'),
    type: 'mcp',
    ...(own(extension, 'info') === undefined ? {} : { extensions: { bazaar: extension } }),
  };
}
