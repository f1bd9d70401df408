/** Where the time comes from. A class, so that it can be a constructor parameter Nest resolves by type. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}
