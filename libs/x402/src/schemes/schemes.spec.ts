import { findScheme } from './find-scheme.js';
import { schemes } from './index.js';

describe.each(schemes)('scheme $id', (scheme) => {
  it('is found by its id, and by no other spelling', () => {
    expect(findScheme(scheme.id)).toBe(scheme);
    expect(findScheme(scheme.id.toUpperCase())).toBeNull();
  });

  it('says what its amount means', () => {
    expect(['FIXED', 'MAX', 'HOLD']).toContain(scheme.priceKind);
  });
});
