/**
 * The same answers, the latest of them kept: for what is dear to tell of a text, and asked again and again. When it is
 * full it forgets all at once, which costs less than knowing which of them nobody asks for any more.
 */
export function remembering<T extends string | null>(
  tell: (text: string) => T,
  answersMax = 4_096,
): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= answersMax) known.clear();
    const told = tell(text);
    known.set(text, told);
    return told;
  };
}
