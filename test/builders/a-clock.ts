import { Clock } from '@bazaar/kernel';

/** A clock that stands until it is moved. */
export class FakeClock extends Clock {
  constructor(private time = new Date('2026-11-20T12:00:00.000Z')) {
    super();
  }

  override now(): Date {
    return this.time;
  }

  advance(ms: number): Date {
    return this.moveTo(new Date(this.time.getTime() + ms));
  }

  moveTo(time: Date): Date {
    this.time = time;
    return time;
  }
}
