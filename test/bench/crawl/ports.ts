/** Where the fleet may listen: below what tests and outgoing connections take. */
export const PORTS = { from: 10_000, to: 19_999 } as const;
