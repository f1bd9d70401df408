import { type RequestHandler } from 'express';
import { type FleetEndpoint } from './endpoint.js';

/** Where a seller stands. */
export interface Site {
  /** Such as `http://127.0.0.1:41001`. */
  readonly origin: string;
  readonly facilitatorUrl: string;
  /** Aborted when the fleet stops. */
  readonly stopped: AbortSignal;
}

export interface OpenSeller {
  readonly handler: RequestHandler;
  /** A function, since what a seller charges may change. */
  readonly endpoints: () => readonly FleetEndpoint[];
  /** Requests of the fleet's owner, which are not recorded: they are no part of the shop. */
  readonly control?: RequestHandler;
  readonly setPrice?: (usd: string) => void;
  /** Whether its manifest asks that nothing of it is listed. */
  readonly setOptedOut?: (isOut: boolean) => void;
}

export interface Seller {
  readonly name: string;
  readonly open: (site: Site) => OpenSeller | Promise<OpenSeller>;
}
