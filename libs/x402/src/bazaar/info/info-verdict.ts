import { type ReasonCode } from '../../reasons/reasons.js';

/** Why an `info` could not be checked. `schema-slow` is for those who check under a deadline. */
export type InfoRefusal = Extract<
  ReasonCode,
  'schema-missing' | 'schema-large' | 'schema-invalid' | 'external-ref' | 'schema-slow'
>;

/** What checking an `info` against its schema showed. */
export interface InfoVerdict {
  /** Null where it could not be checked. */
  readonly valid: boolean | null;
  readonly refusal: InfoRefusal | null;
  /** `<instancePath or (root)>: <message>`, or what is wrong with the schema: few, short and cleaned. */
  readonly errors: readonly string[];
  /** Fields of `info.input` that the errors are about; `all` where one is about the input as a whole. */
  readonly inputsAtFault: readonly string[] | 'all';
}

export const refusedInfo = (refusal: InfoRefusal, detail?: string): InfoVerdict => ({
  valid: null,
  refusal,
  errors: detail === undefined ? [] : [detail],
  inputsAtFault: [],
});
