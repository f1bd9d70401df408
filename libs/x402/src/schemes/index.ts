import { exact } from './exact.scheme.js';
import { type Scheme } from './scheme.js';
import { upto } from './upto.scheme.js';

export const schemes: readonly Scheme[] = [exact, upto];

export const findScheme = (id: string): Scheme | null => schemes.find((scheme) => scheme.id === id) ?? null;
