/** A tag of an XML document. */
export interface XmlTag {
  /** Without its namespace's prefix. */
  readonly name: string;
  readonly kind: 'opens' | 'closes' | 'stands';
  readonly attributes: ReadonlyMap<string, string>;
}

const CHARS_MAX = 512;
const TAGS_MAX = 1_000;
const PROLOGUE = /^\uFEFF?(?:<\?xml [^<>]*\?>)?\s*/;
const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const END = /\s*(\/?)$/y;

/**
 * The tags of a small XML document in their order, each closed where it should be; null where it is not well formed. In
 * one pass, and of the plainest XML alone: a document type, an entity, a comment or CDATA makes it none.
 */
export function readXmlTags(text: string): XmlTag[] | null {
  const document = text.replace(PROLOGUE, '').trimEnd();
  if (document.includes('&') || document.includes('<!')) return null;
  const tags: XmlTag[] = [];
  const open: string[] = [];
  for (let at = 0; tags.length < TAGS_MAX;) {
    const end = document.indexOf('>', at);
    if (document[at] !== '<' || end < 0 || end - at > CHARS_MAX) return null;
    const read = readTag(document.slice(at + 1, end));
    if (read === null) return null;
    const { written, ...tag } = read;
    if (tag.kind === 'opens') open.push(written);
    if (tag.kind === 'closes' && open.pop() !== written) return null;
    tags.push(tag);
    if (open.length === 0) return end + 1 === document.length ? tags : null;
    at = document.indexOf('<', end);
  }
  return null;
}

/** What stands between the angles. */
function readTag(text: string): (XmlTag & { readonly written: string }) | null {
  const closes = text.startsWith('/');
  const written = matchAt(NAME, text, closes ? 1 : 0)?.[0];
  if (written === undefined) return null;
  const attributes = new Map<string, string>();
  let at = written.length + (closes ? 1 : 0);
  for (let found; (found = matchAt(ATTRIBUTE, text, at)) !== null;) {
    const [all, name = '', quoted, apostrophed = ''] = found;
    if (closes || attributes.has(name)) return null;
    attributes.set(name, quoted ?? apostrophed);
    at += all.length;
  }
  const end = matchAt(END, text, at);
  if (end === null || (closes && end[1] === '/')) return null;
  const name = written.slice(written.indexOf(':') + 1);
  return { written, name, attributes, kind: closes ? 'closes' : end[1] === '/' ? 'stands' : 'opens' };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
