import { AppError } from '@bazaar/kernel';

import { PushDoor } from './push-door.js';

const door = new PushDoor([
  { name: 'acme', key: 'k3y-of-acme-0123456789' },
  { name: 'acme', key: 'next-k3y-of-acme-0123456789' },
  { name: 'other', key: 'k3y-of-other-0123456789' },
]);

describe('the door for pushes', () => {
  it.each([
    ['Bearer k3y-of-acme-0123456789', 'acme'],
    ['Bearer next-k3y-of-acme-0123456789', 'acme'],
    ['bearer  k3y-of-other-0123456789', 'other'],
  ])('knows who holds a key: %s', (authorization, name) => {
    expect(door.nameOf(authorization)).toBe(name);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer k3y-of-acme-012345678',
    'Bearer k3y-of-acme-01234567890',
    'Basic k3y-of-acme-0123456789',
    'k3y-of-acme-0123456789',
    'Bearer k3y-of-acme-0123456789 x',
  ])('lets nobody else in: %s', (authorization) => {
    expect(() => door.nameOf(authorization)).toThrow('Give a key that this service knows');
  });

  it('lets nobody in where there are no keys', () => {
    expect(() => new PushDoor([]).nameOf('Bearer ')).toThrow(AppError);
  });
});
