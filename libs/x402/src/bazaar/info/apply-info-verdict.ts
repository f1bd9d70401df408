import { type CallPart, type CallPlace, type ResourceReading } from '../../model.js';
import { issue, type Issue } from '../../reasons/issue.js';
import { own, isRecord, recordOr } from '../../text/record.js';
import { HTTP_PLACES } from '../read-bazaar.js';
import { type InfoVerdict } from './info-verdict.js';

/** A value and the schema it is to be checked against. */
export interface InfoCheck {
  /** `info`: the extension against its own schema. `arguments`: a tool's example against the tool's input schema. */
  readonly of: 'info' | 'arguments';
  readonly info: unknown;
  readonly schema: unknown;
}

/**
 * What of a reading can be checked. The schema of a tool's `info` says no more of the arguments than that they are an
 * object, so the example has a check of its own.
 */
export function infoChecks({ call, challenge }: ResourceReading): readonly InfoCheck[] {
  const extension = recordOr(own(challenge.extensions, 'bazaar'));
  const info = own(extension, 'info');
  const checks: InfoCheck[] = [];
  if (isRecord(own(recordOr(info), 'input')))
    checks.push({ of: 'info', info, schema: own(extension, 'schema') ?? null });
  const tool = call.parts.find((part) => part.in === 'ARGUMENTS');
  if (tool !== undefined && isCheckable(tool))
    checks.push({ of: 'arguments', info: tool.example, schema: withoutDialect(tool.schema) });
  return checks;
}

/** The reading with what one of its checks showed. A verdict never changes whether the resource is listed. */
export function applyInfoVerdict(
  reading: ResourceReading,
  of: InfoCheck['of'],
  verdict: InfoVerdict,
): ResourceReading {
  const { call, issues } = reading;
  const parts = call.parts.map((part) => ({
    ...part,
    exampleValid: isJudgedBy(of, part) ? exampleValid(part, of, verdict) : part.exampleValid,
  }));
  const found = issueOf(of, verdict);
  const isNew =
    found !== null && !(found.code === 'schema-large' && issues.some(({ code }) => code === found.code));
  return { ...reading, call: { ...call, parts }, issues: isNew ? [...issues, found] : issues };
}

const isJudgedBy = (of: InfoCheck['of'], part: CallPart): boolean =>
  (of === 'arguments') === (part.in === 'ARGUMENTS');

/** Null where the verdict says nothing of this example. */
function exampleValid(part: CallPart, of: InfoCheck['of'], verdict: InfoVerdict): boolean | null {
  if (verdict.valid === null || part.example === null) return null;
  const { inputsAtFault } = verdict;
  const isAtFault =
    of === 'arguments'
      ? !verdict.valid
      : inputsAtFault === 'all' || inputsAtFault.includes(FIELD_OF.get(part.in) ?? '');
  if (isAtFault) return false;
  return part.schema === null ? null : true;
}

function issueOf(of: InfoCheck['of'], { valid, refusal, errors }: InfoVerdict): Issue | null {
  if (refusal === 'schema-slow') return issue(refusal, of);
  const [first] = errors;
  const detail = first === undefined || of === 'info' ? first : `${of}: ${first}`;
  if (refusal !== null) return issue(refusal, detail);
  return valid === false ? issue('info-fails-schema', detail) : null;
}

const FIELD_OF: ReadonlyMap<CallPlace, string> = new Map(HTTP_PLACES);

/** Nothing that has no schema or no example. */
const isCheckable = ({ schema, example }: CallPart): boolean => schema !== null && example !== null;

/** A tool's schema often names an older draft, which says the same of ordinary arguments. */
function withoutDialect(schema: unknown): unknown {
  if (!isRecord(schema)) return schema;
  const { $schema: _, ...rest } = schema;
  return rest;
}
