import { type ObservationOutcome, type Observed } from '@bazaar/catalog';

import { anObservation } from '../../../../test/builders/an-observation.js';
import { ObservationBuffer } from './observation-buffer.js';

const observed = (targetId: string, bytes: number, origin = 'https://api.example.com'): Observed => {
  const small = anObservation({ origin, leaseToken: '1', targetId });
  return { ...small, answer: { ...small.answer!, headers: {}, body: Buffer.alloc(bytes) } };
};

/** A buffer whose ingest keeps the batches it was given, each by the ids of its targets. */
function aBuffer(fails = false) {
  const batches: string[][] = [];
  const observe = (batch: readonly Observed[]): Promise<ObservationOutcome[]> => {
    batches.push(batch.map(({ targetId }) => targetId));
    return fails ? Promise.reject(new Error('no database')) : Promise.resolve(batch.map(() => 'stored'));
  };
  const buffer = new ObservationBuffer({ observe }, () => Promise.resolve());
  const add = (targetId: string, bytes = 100, urgent = false) =>
    buffer.add(observed(targetId, bytes), { urgent });
  return { add, batches };
}

describe('results', () => {
  it('that come close together are stored together, those that somebody waits for at once', async () => {
    const { add, batches } = aBuffer();

    const outcomes = await Promise.all([add('1'), add('2'), add('3', 100, true)]);

    expect(outcomes).toEqual(['stored', 'stored', 'stored']);
    expect(batches).toEqual([['1', '2', '3']]);
  });

  it('of large answers are stored a few at a time, each of them in its turn', async () => {
    const { add, batches } = aBuffer();

    await Promise.all(['1', '2', '3', '4', '5'].map((id) => add(id, 400_000, id === '5')));

    expect(batches).toEqual([['1', '2'], ['3', '4'], ['5']]);
  });

  it('of an answer that is larger than a batch are stored all the same', async () => {
    const { add, batches } = aBuffer();

    await Promise.all([add('1', 5_000_000), add('2', 5_000_000, true)]);

    expect(batches).toEqual([['1'], ['2']]);
  });

  it('reach whoever waits, though the database is away', async () => {
    const { add, batches } = aBuffer(true);

    await expect(add('1', 100, true)).rejects.toThrow('no database');
    expect(batches).toEqual([['1'], ['1'], ['1']]);
  });

  it('of one origin are never written by two at once: the second would wait for the locks of the first', async () => {
    let isWriting = false;
    const observe = async (batch: readonly Observed[]): Promise<ObservationOutcome[]> => {
      expect(isWriting).toBe(false);
      isWriting = true;
      await new Promise((resolve) => setTimeout(resolve, 5));
      isWriting = false;
      return batch.map(() => 'stored');
    };
    const buffer = new ObservationBuffer({ observe }, () => Promise.resolve());

    const urgent = { urgent: true };
    const outcomes = await Promise.all(['1', '2', '3'].map((id) => buffer.add(observed(id, 100), urgent)));

    expect(outcomes).toEqual(['stored', 'stored', 'stored']);
  });

  it('of different origins are written side by side', async () => {
    let writing = 0;
    let most = 0;
    const observe = async (batch: readonly Observed[]): Promise<ObservationOutcome[]> => {
      most = Math.max(most, ++writing);
      await new Promise((resolve) => setTimeout(resolve, 5));
      writing--;
      return batch.map(() => 'stored');
    };
    const buffer = new ObservationBuffer({ observe }, () => Promise.resolve());
    const origins = Array.from({ length: 8 }, (_, number) => `https://s${number}.example`);

    await Promise.all(origins.map((origin) => buffer.add(observed(origin, 100, origin), { urgent: true })));

    expect(most).toBe(2);
  });
});
