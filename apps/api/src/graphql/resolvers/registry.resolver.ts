import {
  REASONS,
  type ReasonCode,
  assets,
  describeIssue,
  describeNetwork,
  networkMatches,
  networks,
} from '@bazaar/x402';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { z } from 'zod';

import { network as networkField, optional } from '../../input/fields.js';
import { parseInput } from '../../input/parse-input.js';
import { AssetType, knownAsset } from '../types/asset.type.js';
import { IssueType } from '../types/issue.type.js';
import { NetworkType } from '../types/network.type.js';
import { type Plain } from '../plain.js';

const AssetsInput = z.object({ network: optional(networkField) });

/** What we know without asking anybody: networks, assets, and the words for reasons. */
@Resolver()
export class RegistryResolver {
  @Query(() => [NetworkType])
  networks(): Plain<NetworkType>[] {
    return networks.map(({ id }) => describeNetwork(id));
  }

  @Query(() => [AssetType])
  assets(@Args('network', { type: () => String, nullable: true }) network: string): Plain<AssetType>[] {
    const asked = parseInput(AssetsInput, { network }).network;
    const found = assets.filter((asset) => asked === undefined || networkMatches(asked, asset.network));
    return found.map(knownAsset);
  }

  @Query(() => [IssueType], { description: 'The reason and issue table: code, text, fix.' })
  reasons(): Plain<IssueType>[] {
    return (Object.keys(REASONS) as ReasonCode[]).map((code) => describeIssue({ code, detail: null }));
  }
}
