import { readFile } from 'node:fs/promises';

import { reasonOf } from '@bazaar/catalog';
import { type InfoChecker, type Probed, createInfoChecker, probeOnce } from '@bazaar/crawler';
import { type Result, SystemClock } from '@bazaar/kernel';
import { type Config, FetchPolicy, GuardedHttp, createLogger } from '@bazaar/platform';
import {
  type Answer,
  type Challenge,
  type ReasonCode,
  type RecordedAnswer,
  type ResourceReading,
  canonicalUrl,
  parseRecordedFile,
  railsOf,
  readResource,
  readToolResource,
  recordedToolResult,
} from '@bazaar/x402';

import { type Inspected } from './inspection.js';

/** Stands for an address that neither the file nor the answer says. */
const NOWHERE = 'https://unknown.invalid/';

export interface Look {
  readonly url: string;
  readonly method: string | null;
  readonly toolName: string | null;
}

/** Reads answers whole, their examples checked against their own schemas, as a worker does. */
export class Inspector {
  private readonly checker: InfoChecker;
  private readonly closeChecker: () => Promise<void>;

  constructor(private readonly config: Config) {
    // What could not be checked is said as an issue, and nothing else may stand between lines of JSON.
    const logger = createLogger({ LOG_LEVEL: 'silent' });
    ({ checker: this.checker, close: this.closeChecker } = createInfoChecker({ config, logger }));
  }

  /** Throws where it cannot be read. The tool is the one whose call a file of MCP answered. */
  async file(path: string, toolName: string | null): Promise<Inspected[]> {
    const answers = parseRecordedFile(await textOf(path));
    return Promise.all(answers.map((answer) => this.checked(readAnswer(answer, toolName))));
  }

  /** Asks once, without paying. Null where the settings forbid it. */
  async url(look: Look): Promise<Inspected | null> {
    const { PROBE_TIMEOUT_MS: timeoutMs, PROBE_BODY_BYTES_MAX: bodyBytesMax } = this.config;
    const policy = FetchPolicy.fromConfig(this.config);
    const http = new GuardedHttp({ policy, contactUrl: this.config.CONTACT_URL });
    try {
      const limits = { timeoutMs, bodyBytesMax, redirectsMax: 3 };
      const probed = await probeOnce(look, { http, limits, clock: new SystemClock() });
      return typeof probed === 'string' ? null : await this.checked(readProbed(look.url, probed));
    } finally {
      await http.close();
    }
  }

  close(): Promise<void> {
    return this.closeChecker();
  }

  private async checked(inspected: Inspected): Promise<Inspected> {
    const { reading } = inspected;
    return reading === null ? inspected : { ...inspected, reading: await this.checker.check(reading) };
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new Error(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

function readAnswer(answer: RecordedAnswer, toolName: string | null): Inspected {
  const { url, headers } = answer;
  const result = recordedToolResult(answer);
  const read = readAt(url, (at) =>
    result === null
      ? readResource({ url: at, method: null, answer })
      : readToolResource({ serverUrl: at, toolName, transport: null, result }),
  );
  return read.ok
    ? { url, reason: 'ok', detail: null, reading: read.value }
    : { url, reason: read.error, detail: detailOf(read.error, headers), reading: null };
}

function readProbed(url: string, probed: Probed): Inspected {
  const reason = reasonOf(probed.evidence);
  const { detail = null } = probed.issues.find(({ code }) => code === reason) ?? {};
  return { url, reason, detail, reading: probed.reading };
}

/** Which other protocol an answer asks to be paid by. */
const detailOf = (reason: ReasonCode, headers: Answer['headers']): string | null =>
  reason === 'other-rail' ? railsOf({ headers }).join(', ') : null;

type Read = Result<ResourceReading, ReasonCode>;

/** Only where nobody knows better is an answer believed about where it came from. */
function readAt(url: string | null, read: (at: string) => Read): Read {
  const first = read(url ?? NOWHERE);
  const stated = url === null && first.ok ? statedUrl(first.value.challenge) : null;
  return stated === null ? first : read(stated);
}

function statedUrl({ resource, accepts }: Challenge): string | null {
  const stated = resource?.['url'] ?? (accepts[0] as { resource?: unknown } | null | undefined)?.resource;
  return typeof stated === 'string' && canonicalUrl(stated).ok ? stated : null;
}
