import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { type Config } from '@bazaar/platform';
import { METHODS, readMethod } from '@bazaar/x402';

import { Inspector, type Look } from './inspect-answers.js';
import { summarize, summaryTable } from './inspect-summary.js';
import { type Inspected, inspectionJson, inspectionText } from './inspection.js';

export const usage = `Usage: npm run inspect -- [--json] [--method METHOD] [--tool NAME] URL|FILE
       npm run inspect -- --summary [--json] FILE...

Reads one 402 as Bazaar does, and says what it costs, whether a stock client could pay it, and what is wrong with it.
URL is asked as a worker would ask it, once and unpaid. FILE is a kept answer: a raw HTTP response (curl -i), a 402 body,
the value of a PAYMENT-REQUIRED header, the JSON-RPC response or result of a call of an MCP tool, or one {"url",
"status"?, "headers"?, "body"?} a line. --summary counts instead how the answers of each file came out: how many can be
read, priced and paid, and what is wrong with the others.
Exit code: 0 where every answer can be read and paid, 1 where one cannot, else 2: where there was nothing to read, or
where nobody can tell, as of a version 2 body that was kept without its headers.`;

/** Never 1 for what is wrong with the asking: that is what an answer which cannot be paid gives. */
export async function run(args: readonly string[], config: Config): Promise<number> {
  try {
    return await inspect(args, config);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      summary: { type: 'boolean', default: false },
      method: { type: 'string' },
      tool: { type: 'string' },
    },
  });

async function inspect(args: readonly string[], config: Config): Promise<number> {
  const { values, positionals } = parse(args);
  const [what, ...more] = positionals;
  if (what === undefined || (more.length > 0 && !values.summary)) {
    console.error(usage);
    return 2;
  }
  if (values.method !== undefined && readMethod(values.method) === null)
    throw new Error(`--method takes one of ${[...METHODS].join(', ')}.`);
  const inspector = new Inspector(config);
  try {
    if (values.summary) return await summarizeFiles(inspector, positionals, values.json);
    const found = existsSync(what)
      ? await inspectFile(inspector, what, values.tool ?? null)
      : await inspectUrl(inspector, {
          url: what,
          method: values.method ?? null,
          toolName: values.tool ?? null,
        });
    const print = values.json ? inspectionJson : inspectionText;
    for (const inspected of found) console.log(print(inspected));
    return exitCode(found);
  } finally {
    await inspector.close();
  }
}

async function summarizeFiles(
  inspector: Inspector,
  files: readonly string[],
  asJson: boolean,
): Promise<number> {
  const inspected = await Promise.all(files.map((file) => inspector.file(file, null)));
  const summaries = files.map((file, at) => summarize(file, inspected[at] ?? []));
  console.log(
    asJson ? summaries.map((summary) => JSON.stringify(summary)).join('\n') : summaryTable(summaries),
  );
  return exitCode(inspected.flat());
}

async function inspectFile(
  inspector: Inspector,
  file: string,
  toolName: string | null,
): Promise<readonly Inspected[]> {
  const found = await inspector.file(file, toolName);
  return found.length === 0 ? nothing(`${file} is empty.`) : found;
}

async function inspectUrl(inspector: Inspector, look: Look): Promise<readonly Inspected[]> {
  if (!URL.canParse(look.url)) return nothing(`${look.url} is neither a file nor a URL.`);
  if (new URL(look.url).protocol === 'mcp:')
    return nothing(`${look.url} is no address: give the http(s) URL of the MCP server, and --tool NAME.`);
  const inspected = await inspector.url(look);
  return inspected === null ? nothing(`${look.url} was not asked: PROBES is off.`) : [inspected];
}

function nothing(why: string): readonly Inspected[] {
  console.error(why);
  return [];
}

function exitCode(found: readonly Inspected[]): number {
  const codes = found.map(codeOf);
  return codes.includes(1) ? 1 : codes.every((code) => code === 0) && found.length > 0 ? 0 : 2;
}

function codeOf({ reason, reading }: Inspected): 0 | 1 | 2 {
  if (reading?.payability === 'PAYABLE' || reading?.payability === 'V1_ONLY') return 0;
  return reason === 'headers-not-kept' || reading?.payability === 'UNKNOWN' ? 2 : 1;
}
