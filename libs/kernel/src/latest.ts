/** So many values by key; the one that nobody has asked for the longest is forgotten first. */
export class Latest<V> {
  private readonly kept = new Map<string, V>();

  constructor(private readonly countMax: number) {}

  get(key: string): V | undefined {
    const value = this.kept.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.kept.delete(key);
    this.kept.set(key, value);
    const [oldest] = this.kept.keys();
    if (this.kept.size > this.countMax && oldest !== undefined) this.kept.delete(oldest);
  }

  delete(key: string): void {
    this.kept.delete(key);
  }
}
