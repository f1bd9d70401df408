import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { remembering } from './remembering.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

it('tells the same again without asking', () => {
  const asked: string[] = [];
  const shout = remembering((text) => {
    asked.push(text);
    return text.toUpperCase();
  });

  expect([shout('a'), shout('b'), shout('a')]).toEqual(['A', 'B', 'A']);
  expect(asked).toEqual(['a', 'b']);
});

it('does not keep the long text that a short one was cut out of', () => {
  const same = remembering((text) => text);
  collect();
  const before = process.memoryUsage().heapUsed;

  for (let n = 0; n < 200; n++) same(`${String(n).padStart(44, 'x')}${' '.repeat(200_000)}`.trim());

  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
});
