import { type ObservationOutcome, type Observed } from '@bazaar/catalog';

import { anObservation } from '../../../../test/builders/an-observation.js';
import { ObservationBuffer } from './observation-buffer.js';

const LEASE = { origin: 'https://api.example.com', leaseToken: '1' };

const observed = (targetId: string, bytes: number): Observed => {
  const small = anObservation({ ...LEASE, targetId });
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
});
