const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A piece of a longer text keeps all of that in memory for as long as it is kept itself. */
const copied = (text: string): string => decoder.decode(encoder.encode(text));

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
    const kept = copied(text);
    const told = tell(kept);
    known.set(kept, told);
    return told;
  };
}
