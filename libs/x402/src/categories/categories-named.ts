import { CATEGORIES } from './categories.data.js';

const byGroup = new Map<string, string[]>();
for (const { name } of CATEGORIES) {
  const group = name.slice(0, name.indexOf('/'));
  byGroup.set(group, [...(byGroup.get(group) ?? []), name]);
}

/** What a name stands for: a group (`ai`) for all of its categories, any other for itself, known or not. */
export function categoriesNamed(name: string): readonly string[] {
  const plain = name.trim().toLowerCase();
  return byGroup.get(plain) ?? [plain];
}
