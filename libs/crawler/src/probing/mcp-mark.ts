const HEAD_CHARS = 2_048;

/**
 * Whether what was asked as a plain URL is an MCP server: it speaks JSON-RPC, and says or is called so. A JSON-RPC
 * service of another kind does neither.
 */
export function isMcpServer(answer: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}): boolean {
  const head = answer.body.slice(0, HEAD_CHARS);
  if (!/"jsonrpc"\s{0,9}:\s{0,9}"2\.0"/.test(head)) return false;
  if (Object.keys(answer.headers).some((name) => name.startsWith('mcp-'))) return true;
  return /\bmcp\b/i.test(new URL(answer.url).pathname) || /\bmcp\b|text\/event-stream/i.test(head);
}
