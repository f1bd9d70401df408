import { AppError } from '@bazaar/kernel';

/** A query string as Fastify reads it: a name that stands more than once has a list. */
export type RestQuery = Readonly<Record<string, string | readonly string[]>>;

/** One parameter of the query string: the field of the shared input it fills, and how its text is read. */
interface Parameter {
  readonly field: string;
  readonly repeatable: boolean;
  readonly read: (text: string) => unknown;
}

const asText = (text: string): string => text;
const asName = (text: string): string => text.toUpperCase();
const asFlag = (text: string): unknown => (text === 'true' ? true : text === 'false' ? false : text);
const asNumber = (text: string): number => (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : NaN);

const many = (field: string, read = asText): Parameter => ({ field, repeatable: true, read });
const one = (field: string, read: Parameter['read'] = asText): Parameter => ({
  field,
  repeatable: false,
  read,
});

export type Parameters = Readonly<Record<string, Parameter>>;

/** Every field of the listing filter: camelCase, singular, repeatable where the field is a list. */
export const FILTER_PARAMETERS: Parameters = {
  type: many('types', asName),
  payTo: one('payTo'),
  scheme: many('schemes'),
  network: many('networks'),
  extensions: many('extensions'),
  asset: many('assets'),
  maxUsdPrice: one('maxPriceUsd'),
  minUsdPrice: one('minPriceUsd'),
  method: many('methods'),
  origin: many('origins'),
  tag: many('tags'),
  paymentFlow: many('paymentFlows'),
  priceKind: many('priceKinds', asName),
  urlSubstring: one('urlSubstring'),
  category: many('categories'),
  excludeOrigin: many('excludeOrigins'),
  excludePayTo: many('excludePayTo'),
  probedSince: one('probedSince'),
  callable: one('callable', asFlag),
  environment: one('environment', asName),
  state: many('states', asName),
  evidence: one('evidence', asName),
  payability: many('payability', asName),
  supportsSignIn: one('supportsSignIn', asFlag),
  ownerVerified: one('ownerVerified', asFlag),
  minUptime: one('minUptime', asNumber),
  changedSince: one('changedSince'),
};

export const PREFER_PARAMETERS: Parameters = {
  preferNetwork: many('networks'),
  avoidNetwork: many('avoidNetworks'),
  preferAsset: many('assets'),
};

export const BUDGET_PARAMETERS: Parameters = {
  totalUsd: one('totalUsd'),
  calls: one('calls', asNumber),
};

/** The single value of a parameter, undefined where it is absent. */
export function oneValue(query: RestQuery, name: string): string | undefined {
  const value = Object.hasOwn(query, name) ? query[name] : undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw new AppError('BAD_INPUT', `${name}: may be given once only.`);
}

/** What the query says of these parameters, under the names of the shared input. */
export function readParameters(query: RestQuery, parameters: Parameters): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, { field, repeatable, read }] of Object.entries(parameters)) {
    const value = repeatable ? (Object.hasOwn(query, name) ? query[name] : undefined) : oneValue(query, name);
    if (value === undefined) continue;
    fields[field] = repeatable ? [value].flat().map(read) : read(String(value));
  }
  return fields;
}

/** The name a caller of REST knows a field of the shared input by. */
export function parameterName(parameters: Parameters, field: string): string {
  const found = Object.entries(parameters).find(([, parameter]) => parameter.field === field);
  return found?.[0] ?? field;
}
