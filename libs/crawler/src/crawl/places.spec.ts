import { Places } from './places.js';

function somePlaces(count: number) {
  let freed = 0;
  const places = new Places<string>(count, () => freed++);
  return { places, freed: () => freed };
}

it('is free again for the next as soon as nothing more is asked of an origin', () => {
  const { places, freed } = somePlaces(2);
  places.give('a');
  places.give('b');
  expect(places.free).toBe(0);

  places.leave('a');

  expect(places.free).toBe(1);
  expect(freed()).toBe(1);
});

it('is not given while four times as many origins are held whose answers are yet to be stored', () => {
  const { places, freed } = somePlaces(1);
  for (const origin of ['a', 'b', 'c', 'd']) {
    places.give(origin);
    places.leave(origin);
  }
  expect(places.free).toBe(0);

  places.forget('a');

  expect(places.free).toBe(1);
  expect(freed()).toBe(4); // three times when an origin was left, and now
});

it('comes free of an origin that is given back without a word', () => {
  const { places, freed } = somePlaces(1);
  places.give('a');

  places.forget('a');

  expect(places.free).toBe(1);
  expect(freed()).toBe(1);
});

it('is owed where more were given than there are: it is free when that is made up for', () => {
  const { places, freed } = somePlaces(1);
  places.give('a');
  places.give('requested');
  expect(places.free).toBe(-1);

  places.leave('a');
  expect(freed()).toBe(0);
  places.leave('requested');

  expect(freed()).toBe(1);
});
