import { argumentsFor, findTool, isDestructive, mayCall } from './tool-entry.js';

const tool = (rest: object = {}) => ({ name: 'geocode', ...rest });

describe('a tool', () => {
  it.each([
    ['its _meta says x402', { _meta: { x402: {} } }, false, true],
    ['its _meta says bazaar', { _meta: { bazaar: null } }, false, true],
    ['its annotations say so', { annotations: { x402: true } }, false, true],
    ['nobody marks it', {}, false, false],
    ['a person registered it', {}, 'registered', true],
    ['its origin’s document names it', {}, 'named', true],
    ['it destroys', { _meta: { x402: {} }, annotations: { destructiveHint: true } }, 'registered', false],
    ['it destroys, and is named', { annotations: { destructiveHint: true } }, 'named', false],
    ['the mark is inherited', { _meta: Object.create({ x402: {} }) as object }, false, false],
    ['its _meta is no object', { _meta: ['x402'] }, false, false],
  ])('may be called or not where %s', (_what, rest, by, may) => {
    const known = { registered: by === 'registered', isNamed: by === 'named' };

    expect(mayCall(tool(rest), known)).toBe(may);
  });

  it.each([
    [{ destructiveHint: true }, true],
    [{ destructiveHint: 'true' }, false],
    [{}, false],
    [null, false],
  ])('with the annotations %j may destroy something: %s', (annotations, may) => {
    expect(isDestructive(tool({ annotations }))).toBe(may);
  });

  it.each([
    ['none', {}, {}],
    ['one of x402', { _meta: { x402: { example: { a: 1 } } } }, { a: 1 }],
    ['one of bazaar', { _meta: { bazaar: { info: { input: { example: { b: 2 } } } } } }, { b: 2 }],
    ['a list', { _meta: { x402: { example: [1] } } }, {}],
    ['too much', { _meta: { x402: { example: { a: 'x'.repeat(10_000) } } } }, {}],
  ])('is called with the example of its own server: %s', (_what, rest, args) => {
    expect(argumentsFor(tool(rest))).toEqual(args);
  });

  it('is called with what others show only where its own server shows nothing', () => {
    const own = { _meta: { x402: { example: { a: 1 } } } };

    expect(argumentsFor(tool(own), [{ b: 2 }])).toEqual({ a: 1 });
    expect(argumentsFor(tool(), [undefined, 'text', { b: 2 }, { c: 3 }])).toEqual({ b: 2 });
  });

  it.each([
    ['a list', [null, 1, { name: 'other' }, { name: 'geocode' }], { name: 'geocode' }],
    ['no list', { geocode: {} }, null],
    ['an empty list', [], null],
  ])('is found in %s', (_what, tools, found) => {
    expect(findTool(tools, 'geocode')).toEqual(found);
  });
});
