import { type RequestHandler } from 'express';

import { type Fault } from './fault.js';

/** What is wrong at the moment, by place: an origin, or one URL of it without its query. One fault at a place. */
export class FaultBoard {
  private readonly faults = new Map<string, Fault>();

  set(place: string, fault: Fault): void {
    this.faults.set(place, fault);
  }

  /** Gives what was wrong there. */
  clear(place: string): Fault | undefined {
    const fault = this.faults.get(place);
    this.faults.delete(place);
    return fault;
  }

  /** Stands before the shop of an origin and lets its faults act. */
  handler(origin: string): RequestHandler {
    return (request, response, next) => {
      const here = this.handle(origin + request.path);
      const everywhere = this.handle(origin);
      everywhere(request, response, () => void here(request, response, next));
    };
  }

  private handle(place: string): RequestHandler {
    const fault = this.faults.get(place);
    return fault?.kind === 'in-front' ? fault.handle : pass;
  }
}

const pass: RequestHandler = (_request, _response, next) => next();
