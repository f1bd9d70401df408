import { type SourceRef } from '../ingest/sighted.js';

/** Whoever named a URL to us by hand: a seller, or somebody who wants to buy there. */
export const REGISTER = { id: 'register', kind: 'register', url: null } as const satisfies SourceRef;

/** Who pushes payments, by the name of the key. */
export const pushSource = (name: string): SourceRef => ({ id: `push:${name}`, kind: 'push', url: null });
