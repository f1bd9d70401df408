import { type Probed } from '../probing/probed.js';
import { NetworkWatch } from './network-watch.js';

const MINUTE = 60_000;

type Result = Pick<Probed, 'answer' | 'evidence'>;

const silence: Result = { answer: null, evidence: { kind: 'no-answer', reason: 'unreachable-timeout' } };
const refusal: Result = { answer: null, evidence: { kind: 'unlistable', reason: 'private-address' } };
const answer: Result = {
  answer: { method: 'GET', status: 404, headers: {}, body: new Uint8Array() },
  evidence: { kind: 'unlistable', reason: 'http-404' },
} as unknown as Result;

function aWatch() {
  const changes: boolean[] = [];
  const watch = new NetworkWatch((isSuspect) => changes.push(isSuspect));
  /** Gives how many silences of so many owners, one every `apartMs`, are evidence. */
  const silences = (owners: number, { from = 0, apartMs = 1_000 } = {}): number =>
    Array.from({ length: owners }, (_, at) =>
      watch.isEvidence(`owner-${at}.example`, silence, from + at * apartMs),
    ).filter((isEvidence) => isEvidence).length;
  return { watch, changes, silences };
}

describe('silence', () => {
  it('is no evidence where fifty owners are silent and nobody answers; that is said once', () => {
    const { silences, changes } = aWatch();

    expect(silences(60)).toBe(49);
    expect(changes).toEqual([true]);
  });

  it('of one owner is evidence, however many origins it has', () => {
    const { watch, changes } = aWatch();
    const heard = Array.from({ length: 500 }, (_, at) => watch.isEvidence('one.example', silence, at));

    expect(heard).toEqual(Array(500).fill(true));
    expect(changes).toEqual([]);
  });

  it('is evidence while anybody answers', () => {
    const { watch, silences } = aWatch();

    silences(49);
    watch.isEvidence('well.example', answer, 50_000);

    expect(silences(49, { from: 51_000 })).toBe(49);
  });

  it('is evidence where owners are silent now and then', () => {
    const { silences } = aWatch();

    expect(silences(200, { apartMs: MINUTE })).toBe(200);
  });

  it('is no evidence for as long as nobody answers, and is again when somebody has', () => {
    const { watch, silences, changes } = aWatch();
    silences(50);

    expect(watch.isEvidence('later.example', silence, 300 * MINUTE)).toBe(false);
    expect(watch.isEvidence('well.example', answer, 301 * MINUTE)).toBe(true);
    expect(watch.isEvidence('later.example', silence, 302 * MINUTE)).toBe(true);
    expect(changes).toEqual([true, false]);
  });

  it('is another thing than a request that was never sent, which is evidence and no answer', () => {
    const { watch, silences, changes } = aWatch();
    silences(50);

    expect(watch.isEvidence('private.example', refusal, 60_000)).toBe(true);
    expect(watch.isEvidence('later.example', silence, 61_000)).toBe(false);
    expect(changes).toEqual([true]);
  });
});
