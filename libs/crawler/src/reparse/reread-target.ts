import { type KeptAnswer, type KeptTarget, type Reread } from '@bazaar/catalog';

import { type InfoChecker } from '../info/info-checker.js';
import { judge } from '../probing/judge.js';
import { isWhole } from '../probing/kept-answer.js';
import { type Verdict } from '../probing/verdict.js';

/** What the kept answers of a target show today, by the very code that judges a probe. */
export async function rereadTarget(
  { targetId, origin, toolName, probedAt, latest, challenge }: KeptTarget,
  checker: Pick<InfoChecker, 'check'>,
): Promise<Reread> {
  const last = judgeKept(latest, toolName);
  const read = challenge === latest || challenge === null ? last : judgeKept(challenge, toolName);
  const reading = read?.reading ?? null;
  const { url, seenAt } = challenge ?? latest;
  return {
    ...{ targetId, origin, probedAt, url, seenAt },
    lastWord: latest.seenAt.getTime() === probedAt.getTime() ? (last?.evidence ?? null) : null,
    reading: reading === null ? null : await checker.check(reading),
  };
}

const judgeKept = (answer: KeptAnswer, toolName: string | null): Verdict | null =>
  isWhole(answer, toolName) ? judge(answer, toolName, answer.seenAt) : null;
