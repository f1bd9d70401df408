import { getEventListeners } from 'node:events';

import { LinkedAbort } from './linked-abort.js';

describe('a linked abort', () => {
  it('aborts with any of its sources, and lets go of the others', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const linked = new LinkedAbort(one.signal, other.signal);
    expect(linked.signal.aborted).toBe(false);

    other.abort();

    expect(linked.signal.aborted).toBe(true);
    expect(getEventListeners(one.signal, 'abort')).toEqual([]);
  });

  it('is aborted from the start where a source is', () => {
    expect(new LinkedAbort(AbortSignal.abort()).signal.aborted).toBe(true);
  });

  it('aborts by itself, and is not held by its sources then or once released', () => {
    const source = new AbortController();
    const [ended, released] = [new LinkedAbort(source.signal), new LinkedAbort(source.signal)];

    ended.abort();
    released.release();
    source.abort();

    expect(ended.signal.aborted).toBe(true);
    expect(released.signal.aborted).toBe(false);
    expect(getEventListeners(source.signal, 'abort')).toEqual([]);
  });
});
