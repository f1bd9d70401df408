import { own, recordOr, type JsonRecord } from '../text/record.js';

/** Under which keys of `_meta` or `annotations` a server says that a tool is paid. */
const PAID_MARKS = ['x402', 'bazaar'] as const;

/** What a server says under its marks of a tool of its list: none for a tool that it does not mark as paid. */
export interface PaidMark {
  readonly name: (typeof PAID_MARKS)[number];
  readonly said: unknown;
}

export const paidMarks = (tool: object): readonly PaidMark[] =>
  ['_meta', 'annotations'].flatMap((key) => {
    const place = recordOr(own(tool as JsonRecord, key));
    return PAID_MARKS.flatMap((name) =>
      Object.hasOwn(place, name) ? [{ name, said: own(place, name) }] : [],
    );
  });

/** Arguments that a server shows with the marks of its tool, the likeliest first. */
export const shownArguments = (tool: object): readonly unknown[] =>
  paidMarks(tool).flatMap(({ said }) => {
    const mark = recordOr(said);
    const input = recordOr(own(recordOr(own(mark, 'info')), 'input'));
    return [own(mark, 'example'), own(input, 'example')].filter((value) => value !== undefined);
  });
