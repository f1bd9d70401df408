import { schemes } from './index.js';
import { type Scheme } from './scheme.js';

const byId = new Map(schemes.map((scheme) => [scheme.id, scheme]));

export const findScheme = (id: string): Scheme | null => byId.get(id) ?? null;
