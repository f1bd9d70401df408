export interface PageAsked {
  readonly offset: number;
  readonly limit: number;
}

export interface PageGiven {
  readonly items: readonly unknown[];
  /** What the page says of the whole list, and of the limit that was applied; null where it says nothing. */
  readonly total: number | null;
  readonly limit: number | null;
}

/** A tenth of the last page is asked for again, no more than this: how far rows moved is found by stepping back. */
const OVERLAP_MAX = 10;
/** A list that is shuffled all the time is not read for ever. */
const STEPS_BACK_MAX = 50;
/** Pages in a row without anything new: the same ones are given again and again. */
const STALE_PAGES_MAX = 3;
const LOOKS_MAX = 2;
const LIMIT_MIN = 10;
/** What every server of the specification takes. */
const LIMIT_OF_SPECIFICATION = 100;

interface Met {
  /** Tells the page's first item; null where there is none. */
  readonly first: number | null;
  /** Items of the page that are new. */
  readonly fresh: number;
  /** Items known in all. */
  readonly seen: number;
}

/** Where a walk through a list is, and what it asks next. */
export class Walk {
  offset = 0;
  isOver = false;
  /** Behind the last page. */
  private end = 0;
  /** How many items of the page that is asked now we should know. */
  private overlap = 0;
  private first: number | null = null;
  private total: number | null = null;
  /** The most that was ever stated. */
  private totalMax = 0;
  private back = 0;
  private steps = 0;
  private stalePages = 0;
  private looks = 1;
  private hasMoved = false;
  /** The list answers in whole pages alone. */
  private isAligned = false;

  constructor(public limit: number) {}

  /** Whether the same rows are asked for again, fewer at once. */
  askForLess(code: string): boolean {
    const isTooLarge = code === 'body-too-large' && this.limit > LIMIT_MIN;
    const isRefused = /^http-(?:400|413|422)$/.test(code) && this.limit > LIMIT_OF_SPECIFICATION;
    if (isTooLarge) this.limit = Math.max(LIMIT_MIN, Math.ceil(this.limit / 2));
    else if (isRefused) this.limit = LIMIT_OF_SPECIFICATION;
    return isTooLarge || isRefused;
  }

  /**
   * Whether the page lies beyond what we know, and is left for later: it is then asked for from further back.
   * @param isJoined it begins with an item we know
   */
  stepsBack(isJoined: boolean): boolean {
    if (isJoined || this.overlap === 0 || this.offset === 0 || this.steps >= STEPS_BACK_MAX) return false;
    this.steps++;
    this.hasMoved = true;
    this.back = Math.max(this.overlap, this.back * 2);
    this.offset = Math.max(0, this.offset - this.back);
    return true;
  }

  move({ items, total, limit }: PageGiven, met: Met): void {
    this.total = total ?? this.total;
    this.totalMax = Math.max(this.totalMax, total ?? 0);
    if (items.length === 0) this.endLook(met.seen);
    else if (this.isSamePage(items.length, met)) this.align(Math.min(this.limit, limit ?? items.length));
    else this.stepOn(items.length, met);
  }

  /** Asked for what follows, but for the overlap, the list gives the page before once more. */
  private isSamePage(length: number, { fresh, first }: Met): boolean {
    return this.overlap > 0 && fresh === 0 && length > this.overlap && first === this.first;
  }

  private align(limit: number): void {
    this.isAligned = true;
    this.limit = limit;
    this.overlap = 0;
    this.offset = this.end;
  }

  private stepOn(length: number, { first, fresh, seen }: Met): void {
    if (fresh < length - this.overlap) this.hasMoved = true;
    this.back = 0;
    this.first = first;
    this.end = this.offset + (this.isAligned ? this.limit : length);
    this.stalePages = fresh === 0 ? this.stalePages + 1 : 0;
    const isAtEnd = this.total !== null && this.end >= this.total && seen >= this.total;
    if (isAtEnd || this.stalePages >= STALE_PAGES_MAX) {
      this.endLook(seen);
      return;
    }
    const isTail = fresh === 0 && length <= this.overlap;
    this.overlap =
      this.isAligned || isTail || length === 1 ? 0 : Math.min(OVERLAP_MAX, Math.ceil(length / 10));
    this.offset = this.end - this.overlap;
  }

  private endLook(seen: number): void {
    const hasMissed = this.isAligned ? seen < this.totalMax : this.hasMoved && seen < (this.total ?? 0);
    this.isOver = !hasMissed || this.looks >= LOOKS_MAX;
    this.looks++;
    Object.assign(this, { offset: 0, end: 0, overlap: 0, first: null, back: 0, stalePages: 0 });
  }
}
