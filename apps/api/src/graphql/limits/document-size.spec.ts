import { parse } from 'graphql';

import { measureDocument } from './document-size.js';

const measure = (text: string) => measureDocument(parse(text));

describe('measureDocument', () => {
  it.each([
    ['{ a }', { depth: 1, introspectionDepth: 0, aliases: 0 }],
    ['{ a { b { c } } }', { depth: 3, introspectionDepth: 0, aliases: 0 }],
    ['{ a { ... { ... { b } } } }', { depth: 2, introspectionDepth: 0, aliases: 0 }],
    ['{ x: a y: a { z: b } }', { depth: 2, introspectionDepth: 0, aliases: 3 }],
    ['{ __schema { types { name } } a }', { depth: 1, introspectionDepth: 3, aliases: 0 }],
    ['{ ...f ...f } fragment f on Q { x: a { b } }', { depth: 2, introspectionDepth: 0, aliases: 2 }],
  ])('%s', (text, size) => {
    expect(measure(text)).toEqual(size);
  });

  it('counts what fragments multiply, without spreading them', () => {
    const doubled = Array.from({ length: 40 }, (_, n) => `fragment f${n} on Q { ...f${n + 1} ...f${n + 1} }`);

    expect(measure(`{ ...f0 } ${doubled.join(' ')} fragment f40 on Q { x: a }`).aliases).toBe(2 ** 40);
  });

  it('ends where fragments go in a circle', () => {
    expect(measure('{ ...f } fragment f on Q { a { ...g } } fragment g on Q { b { ...f } }').depth).toBe(2);
  });
});
