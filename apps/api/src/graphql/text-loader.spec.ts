import { textLoader } from './text-loader.js';

const MIB = 1024 * 1024;

/** Listings whose texts are `each` bytes, as they are asked for. */
function aStore(each: number) {
  const asked: { ids: readonly string[]; names: readonly string[]; bytesMax: number }[] = [];
  const texts = (ids: readonly string[], names: readonly string[], bytesMax: number) => {
    asked.push({ ids, names, bytesMax });
    const bytes = ids.length * names.length * each;
    if (bytes > bytesMax) return Promise.reject(new Error('too costly'));
    const found = ids.map((id) =>
      id === 'nobody' ? null : Object.fromEntries(names.map((name) => [name, `"${name} of ${id}"`])),
    );
    return Promise.resolve({ texts: found, bytes });
  };
  return { asked, loader: textLoader({ texts }) };
}

it('reads all texts of all listings that are asked for together at once', async () => {
  const { asked, loader } = aStore(10);

  const found = await Promise.all([
    loader.load({ listingId: 'a', name: 'call' }),
    loader.load({ listingId: 'b', name: 'challenge' }),
    loader.load({ listingId: 'nobody', name: 'call' }),
  ]);

  expect(found).toEqual(['"call of a"', '"challenge of b"', null]);
  expect(asked).toEqual([{ ids: ['a', 'b', 'nobody'], names: ['call', 'challenge'], bytesMax: 32 * MIB }]);
});

it('has 32 MiB for all of a request, not for each part of it', async () => {
  const { asked, loader } = aStore(20 * MIB);

  await loader.load({ listingId: 'a', name: 'challenge' });
  await expect(loader.load({ listingId: 'b', name: 'challenge' })).rejects.toThrow('too costly');

  expect(asked.map(({ bytesMax }) => bytesMax)).toEqual([32 * MIB, 12 * MIB]);
});
