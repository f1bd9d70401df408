import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type ErrorObject } from 'ajv';
import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';

import { cleanText } from '../../text/clean-text.js';
import { inputsAtFault } from './inputs-at-fault.js';
import { type InfoVerdict, refusedInfo } from './info-verdict.js';
import { surveyJson } from './survey-json.js';

const BYTES_MAX = 64 * 1024;
const ERRORS_MAX = 8;
const ERROR_CHARS_MAX = 200;

const OPTIONS: Options = { strict: false, allErrors: true, validateFormats: false, logger: false };
/** Knows the rules of schemas, and compiles no stranger's. */
const rules = new Ajv2020(OPTIONS);

/**
 * Checks an `info` against its own schema: JSON Schema 2020-12, formats not enforced, nothing fetched.
 *
 * A stranger's schema is run as code: a pattern may take for ever, references may grow without end. What waits for
 * the verdict calls this in a thread that can be ended.
 *
 * Errors: none thrown; what cannot be checked has `valid: null` and says why.
 * Source: @x402/extensions 2.27, validateDiscoveryExtension; the bounds are ours.
 */
export const checkInfo = (info: unknown, schema: unknown): InfoVerdict => prepareCheck(schema)(info);

/** {@link checkInfo} in two steps: compiling the schema is by far the longer one, and can be kept. */
export function prepareCheck(schema: unknown): (info: unknown) => InfoVerdict {
  const compiled = compile(schema);
  return typeof compiled === 'function' ? (info) => run(compiled, info) : () => compiled;
}

function compile(schema: unknown): ValidateFunction | InfoVerdict {
  if (schema === undefined || schema === null) return refusedInfo('schema-missing');
  const { isBounded, hasExternalRef } = surveyJson(schema);
  if (hasExternalRef) return refusedInfo('external-ref');
  if (!isBounded || isLarge(schema)) return refusedInfo('schema-large', 'schema');
  if (typeof schema !== 'object' && typeof schema !== 'boolean')
    return refusedInfo('schema-invalid', 'schema must be object or boolean');
  try {
    const isSchema = rules.validateSchema(schema);
    if (isSchema !== true)
      return refusedInfo('schema-invalid', text(`schema is invalid: ${rules.errorsText()}`));
    return aCompiler().compile(schema);
  } catch (error) {
    return refusedInfo('schema-invalid', messageOf(error));
  }
}

/**
 * One for each schema: an instance keeps all that it has compiled, and an `$id` of one would be met by the next. Most
 * schemas are checked once; code that is not tidied up is compiled in half the time.
 */
const aCompiler = (): Ajv2020 =>
  new Ajv2020({ ...OPTIONS, code: { optimize: false }, meta: false, validateSchema: false });

function run(validate: ValidateFunction, info: unknown): InfoVerdict {
  if (!surveyJson(info).isBounded || isLarge(info)) return refusedInfo('schema-large', 'info');
  try {
    if (validate(info)) return { valid: true, refusal: null, errors: [], inputsAtFault: [] };
    const errors = validate.errors ?? [];
    return {
      valid: false,
      refusal: null,
      errors: errors.slice(0, ERRORS_MAX).map(errorText),
      inputsAtFault: inputsAtFault(errors),
    };
  } catch (error) {
    return refusedInfo('schema-invalid', messageOf(error)); // references that lead back to themselves
  }
}

const isLarge = (value: unknown): boolean =>
  value !== undefined && utf8ToBytes(JSON.stringify(value)).length > BYTES_MAX;

const errorText = ({ instancePath, message }: ErrorObject): string =>
  text(`${instancePath || '(root)'}: ${message ?? 'is not valid'}`);

const messageOf = (error: unknown): string => text(error instanceof Error ? error.message : String(error));

const text = (written: string): string => cleanText(written, ERROR_CHARS_MAX) ?? '';
