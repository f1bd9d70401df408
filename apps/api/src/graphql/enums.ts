import { LISTING_STATES } from '@bazaar/catalog';
import { registerEnumType } from '@nestjs/graphql';

/** A GraphQL enum whose values are the words the code uses. */
function defineEnum<const Value extends string>(
  name: string,
  values: readonly Value[],
  description?: string,
): Readonly<Record<Value, Value>> {
  const members = Object.fromEntries(values.map((value) => [value, value])) as Record<Value, Value>;
  registerEnumType(members, { name, description });
  return members;
}

export const ResourceTypeEnum = defineEnum('ResourceType', ['HTTP', 'MCP']);
export const EnvironmentEnum = defineEnum('Environment', ['MAINNET', 'TESTNET', 'UNKNOWN']);
export const EnvironmentFilterEnum = defineEnum(
  'EnvironmentFilter',
  ['MAINNET', 'TESTNET', 'ANY'],
  'MAINNET is the default wherever a filter is silent, except in feeds (ANY): test money never mixes into answers unasked.',
);
export const ListingStateEnum = defineEnum('ListingState', LISTING_STATES);
export const EvidenceEnum = defineEnum(
  'Evidence',
  ['PROBED', 'CLAIMED'],
  "PROBED: read from the seller's own 402 by us. CLAIMED: somebody's catalogue or document says so.",
);
export const PriceKindEnum = defineEnum(
  'PriceKind',
  ['FIXED', 'MAX', 'HOLD', 'DYNAMIC', 'FREE', 'UNKNOWN'],
  'FIXED: charged as stated. MAX: at most. HOLD: authorised, captured later. DYNAMIC: seen to differ. FREE. UNKNOWN.',
);
export const PayabilityEnum = defineEnum('Payability', ['PAYABLE', 'V1_ONLY', 'BLOCKED', 'UNKNOWN']);
export const ListingSortEnum = defineEnum('ListingSort', [
  'CHANGED_DESC',
  'FIRST_SEEN_DESC',
  'PRICE_ASC',
  'PRICE_DESC',
  'QUALITY_DESC',
]);
export const SeverityEnum = defineEnum('Severity', ['ERROR', 'WARNING', 'INFO']);
export const CallPlaceEnum = defineEnum('CallPlace', ['PATH', 'QUERY', 'HEADER', 'BODY', 'ARGUMENTS']);
export const StatusMatchEnum = defineEnum(
  'StatusMatch',
  ['EXACT', 'TEMPLATE', 'REDIRECT', 'NEAR'],
  'NEAR: not this URL but one like it under the same origin (slash, method, template, host).',
);
export const ChangeKindEnum = defineEnum('ChangeKind', ['UPSERT', 'REMOVE']);
export const ChangeTopicEnum = defineEnum('ChangeTopic', [
  'NEW',
  'PRICE',
  'PAY_TO',
  'STATE',
  'METADATA',
  'OWNER',
]);
export const SearchSortEnum = defineEnum('SearchSort', [
  'RELEVANCE',
  'PRICE_ASC',
  'PRICE_DESC',
  'CHANGED_DESC',
]);
export const SearchModeEnum = defineEnum('SearchMode', ['MATCH', 'RELATED', 'EMPTY']);
export const HintCodeEnum = defineEnum(
  'HintCode',
  ['UNKNOWN_VALUE', 'ADD_FILTER', 'DROP_FILTER', 'NARROW'],
  'UNKNOWN_VALUE: no listing has it. ADD_FILTER: the text seems to ask for it. DROP_FILTER: without it there would be `hits`. NARROW: there is more than can be paged.',
);
