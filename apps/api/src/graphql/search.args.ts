import { Field, InputType, Int } from '@nestjs/graphql';

import { SearchSortEnum } from './enums.js';
import { ListingFilterArgs } from './listing-filter.args.js';
import { Decimal } from './scalars.js';

/** The shapes for the schema; what values are refused is SearchInput's to say, for every surface. */
@InputType('Preferences', {
  description: 'Soft wishes: they order answers and never remove one. Earlier entries weigh more.',
})
class PreferencesArgs {
  @Field(() => [String], { nullable: true })
  readonly networks?: unknown;

  @Field(() => [String], { nullable: true })
  readonly avoidNetworks?: unknown;

  @Field(() => [String], { nullable: true })
  readonly assets?: unknown;

  @Field(() => [String], { nullable: true })
  readonly schemes?: unknown;

  @Field(() => [String], { nullable: true })
  readonly origins?: unknown;
}

@InputType('Budget', {
  description:
    'Hard limits. A listing with no offer inside them is not returned; the cap is tested on every offer, not the first.',
})
class BudgetArgs {
  @Field(() => Decimal, { nullable: true })
  readonly perCallUsd?: unknown;

  @Field(() => Decimal, { nullable: true })
  readonly totalUsd?: unknown;

  @Field(() => Int, { nullable: true, defaultValue: 1 })
  readonly calls?: unknown;
}

@InputType('SearchInput')
export class SearchArgs {
  @Field(() => String, { nullable: true })
  readonly text?: unknown;

  @Field(() => ListingFilterArgs, { nullable: true })
  readonly filter?: unknown;

  @Field(() => PreferencesArgs, { nullable: true })
  readonly prefer?: unknown;

  @Field(() => BudgetArgs, { nullable: true })
  readonly budget?: unknown;

  @Field(() => SearchSortEnum, {
    nullable: true,
    defaultValue: SearchSortEnum.RELEVANCE,
    description:
      'Any other order than RELEVANCE sorts the matches alone; RELATED ones never come before them.',
  })
  readonly sort?: unknown;

  @Field(() => [String], { nullable: true })
  readonly facets?: unknown;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 3,
    description:
      'Hits of one origin, and of one payee, that may come before every other has had its turn; the next ones follow in later rounds. 0: no rounds. RELEVANCE only. Never applied to an origin or payee that the filter names.',
  })
  readonly perOriginMax?: unknown;
}
