import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { type Probed, probeOnce } from '@bazaar/crawler';
import { SystemClock } from '@bazaar/kernel';
import { type Config, FetchPolicy, GuardedHttp } from '@bazaar/platform';
import {
  REASONS,
  type ReasonCode,
  type RecordedAnswer,
  canonicalUrl,
  parseRecordedFile,
  readChallenge,
  readResource,
} from '@bazaar/x402';

import { summarize, summaryTable } from './inspect-summary.js';
import { type Inspected, inspectionJson, inspectionText } from './inspection.js';

export const usage = `Usage: npm run inspect -- [--json] [--method METHOD] [--tool NAME] URL|FILE
       npm run inspect -- --summary [--json] FILE...

Reads one 402 as Bazaar does, and says what it costs, whether a stock client could pay it, and what is wrong with it.
URL is asked as a worker would ask it, once and unpaid. FILE is a kept answer: a raw HTTP response, a 402 body, the
value of a PAYMENT-REQUIRED header, or one {"url", "status"?, "headers"?, "body"?} a line. --summary counts instead how
the answers of each file came out: how many can be read, priced and paid, and what is wrong with the others.
Exit code: 0 where every answer can be read and paid, 1 where one cannot, 2 where there was nothing to read.`;

/** Stands for an address that neither the file nor the answer says. */
const NOWHERE = 'https://unknown.invalid/';

export async function run(args: readonly string[], config: Config): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      summary: { type: 'boolean', default: false },
      method: { type: 'string' },
      tool: { type: 'string' },
    },
  });
  const [what, ...more] = positionals;
  if (what === undefined || (more.length > 0 && !values.summary)) {
    console.error(usage);
    return 2;
  }
  if (values.summary) return summarizeFiles(positionals, values.json);
  const found = existsSync(what)
    ? await inspectFile(what)
    : [await inspectUrl({ url: what, method: values.method ?? null, toolName: values.tool ?? null }, config)];
  const print = values.json ? inspectionJson : inspectionText;
  for (const inspected of found) console.log(print(inspected));
  return exitCode(found);
}

async function summarizeFiles(files: readonly string[], asJson: boolean): Promise<number> {
  const inspected = await Promise.all(files.map(inspectFile));
  const summaries = files.map((file, at) => summarize(file, inspected[at] ?? []));
  console.log(
    asJson ? summaries.map((summary) => JSON.stringify(summary)).join('\n') : summaryTable(summaries),
  );
  return exitCode(inspected.flat());
}

const exitCode = (found: readonly Inspected[]): number =>
  found.every(({ reading }) => reading?.payability === 'PAYABLE' || reading?.payability === 'V1_ONLY')
    ? 0
    : 1;

const inspectFile = async (file: string): Promise<Inspected[]> =>
  parseRecordedFile(await readFile(file, 'utf8')).map(inspectAnswer);

function inspectAnswer({ url, status, headers, body }: RecordedAnswer): Inspected {
  const answer = { status, headers, body };
  const read = readResource({ url: url ?? statedUrl(answer) ?? NOWHERE, method: null, answer });
  return read.ok ? { url, reason: 'ok', reading: read.value } : { url, reason: read.error, reading: null };
}

/** Only where nobody knows better is an answer believed about where it came from. */
function statedUrl(answer: Pick<RecordedAnswer, 'status' | 'headers' | 'body'>): string | null {
  const read = readChallenge(answer);
  const { resource = null, accepts = [] } = read.ok ? read.value.challenge : {};
  const stated = resource?.['url'] ?? (accepts[0] as { resource?: unknown } | null | undefined)?.resource;
  return typeof stated === 'string' && canonicalUrl(stated).ok ? stated : null;
}

async function inspectUrl(
  look: { url: string; method: string | null; toolName: string | null },
  config: Config,
): Promise<Inspected> {
  const http = new GuardedHttp({ policy: FetchPolicy.fromConfig(config), contactUrl: config.CONTACT_URL });
  const limits = {
    timeoutMs: config.PROBE_TIMEOUT_MS,
    bodyBytesMax: config.PROBE_BODY_BYTES_MAX,
    redirectsMax: 3,
  };
  try {
    if (!URL.canParse(look.url)) throw new Error(`${look.url} is neither a file nor a URL.`);
    const probed = await probeOnce(look, { http, limits, clock: new SystemClock() });
    if (typeof probed === 'string') throw new Error(`${look.url} was not asked: PROBES is off.`);
    return { url: look.url, reason: reasonOfProbe(probed), reading: probed.reading };
  } finally {
    await http.close();
  }
}

const reasonOfProbe = ({ evidence }: Probed): ReasonCode =>
  'reason' in evidence && Object.hasOwn(REASONS, evidence.reason)
    ? evidence.reason
    : evidence.kind === 'payable'
      ? 'ok'
      : 'no-402';
