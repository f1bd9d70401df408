import { type FleetEndpoint } from './endpoint.js';
import { facilitator } from './facilitator.js';
import { type Fault } from './faults/fault.js';
import { FaultBoard } from './faults/fault-board.js';
import { listen, type Listener } from './listen.js';
import { recorder, type SeenRequest } from './recorder.js';
import { sellers } from './sellers/index.js';
import { type OpenSeller } from './site.js';

export type { Expectation, ExpectedOffer, FleetEndpoint } from './endpoint.js';
export type { SeenRequest } from './recorder.js';

export interface Fleet {
  /** Value of FETCH_ALLOW that lets a service look at the fleet. */
  readonly allow: string;
  /** Base URL of the one they all use; it keeps a catalogue. */
  readonly facilitatorUrl: string;
  /** With what is to be expected of them as of now while nothing is broken: see `setPrice`. */
  readonly endpoints: readonly FleetEndpoint[];
  /** The one called so; throws where there is none. */
  endpoint(name: string): FleetEndpoint;
  /** Changes what `electricity-price-that-moves` charges, such as `'0.02'`. */
  setPrice(usd: string): void;
  /** Changes whether the manifest of the shop that sells `origami-diagrams` asks that nothing of it is listed. */
  setOptedOut(isOut: boolean): void;
  /** From now on something is wrong there: an endpoint by its name, an origin, or one URL of it without query. */
  break(where: string, fault: Fault): Promise<void>;
  /** What was wrong there is well again. */
  mend(where: string): Promise<void>;
  /** Every request that reached a seller, oldest first. */
  requests(): readonly SeenRequest[];
  stop(): Promise<void>;
}

/** `basePort`: the facilitator there, the sellers on the ports after it. `ports: 'any'`: whatever is free. */
export type FleetOptions = { readonly basePort?: number } | { readonly ports: 'any' };

const PORTS_RESERVED = 1_000;

/** Starts a fleet of x402 sellers, each on an origin of its own on loopback; they answer when this resolves. */
export async function startFleet(options: FleetOptions = {}): Promise<Fleet> {
  const basePort = 'ports' in options ? null : (options.basePort ?? 41_000);
  const seen: SeenRequest[] = [];
  const faults = new FaultBoard();
  const stopped = new AbortController();
  const listeners: Listener[] = [];
  const opened: OpenSeller[] = [];

  const open = async (): Promise<Listener> => {
    const listener = await listen(basePort === null ? null : basePort + listeners.length);
    listeners.push(listener);
    return listener;
  };
  const stop = async (): Promise<void> => {
    stopped.abort();
    await Promise.all(listeners.map((listener) => listener.close()));
  };

  const endpoints = (): readonly FleetEndpoint[] => opened.flatMap((shop) => shop.endpoints());
  try {
    const { origin: facilitatorUrl, serve } = await open();
    serve(facilitator(endpoints));
    for (const seller of sellers) {
      const listener = await open();
      const { origin } = listener;
      const shop = await seller.open({ origin, facilitatorUrl, stopped: stopped.signal });
      if (shop.control) listener.serve(shop.control);
      listener.serve(recorder(origin, (request) => seen.push(request)));
      listener.serve(faults.handler(origin));
      listener.serve(shop.handler);
      opened.push(shop);
    }
  } catch (error) {
    await stop();
    throw error;
  }

  const findEndpoint = (name: string): FleetEndpoint | undefined =>
    endpoints().find((endpoint) => endpoint.name === name);
  const listenerOf = (place: string): Listener => {
    const found = listeners.find(({ origin }) => origin === place);
    if (!found) throw new Error(`${place} is no origin of the fleet.`);
    return found;
  };
  const placeOf = (where: string): string => {
    const { origin, pathname } = new URL(findEndpoint(where)?.register.resource ?? where);
    return where === origin ? origin : origin + pathname;
  };
  return {
    allow: allowed(basePort, listeners),
    facilitatorUrl: listeners[0]?.origin ?? '',
    get endpoints() {
      return endpoints();
    },
    endpoint: (name) => {
      const found = findEndpoint(name);
      if (!found) throw new Error(`The fleet has no endpoint ${name}.`);
      return found;
    },
    setPrice: (usd) => opened.forEach((shop) => shop.setPrice?.(usd)),
    setOptedOut: (isOut) => opened.forEach((shop) => shop.setOptedOut?.(isOut)),
    break: async (where, fault) => {
      const place = placeOf(where);
      faults.set(place, fault);
      if (fault.kind === 'down') await listenerOf(place).close();
    },
    mend: async (where) => {
      const place = placeOf(where);
      if (faults.clear(place)?.kind === 'down') await listenerOf(place).reopen();
    },
    requests: () => [...seen],
    stop,
  };
}

const allowed = (basePort: number | null, listeners: readonly Listener[]): string =>
  basePort === null
    ? listeners.map(({ port }) => `127.0.0.1/32:${port}-${port}`).join(',')
    : `127.0.0.1/32:${basePort}-${Math.min(basePort + PORTS_RESERVED - 1, 65_535)}`;
