import { SIGN } from './json-signs.js';

const UTF8 = new TextEncoder();
const BYTES_FIRST = 64 * 1024;
const SPACE = 0x20;
const ASCII_MAX = 0x7e;

/** JSON on its way to a hash. Bytes in one growing buffer: to put a text together and encode it takes twice as long. */
export class JsonBytes {
  private bytes = new Uint8Array(BYTES_FIRST);
  private length = 0;

  /** All that has been written since it was last taken; good until the next is written. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length);
    this.length = 0;
    return taken;
  }

  /** A bracket, a comma or a colon. */
  writeSign(code: number): void {
    this.makeRoom(1);
    this.bytes[this.length++] = code;
  }

  /** A number or a name: ASCII that stands as it is. */
  writeWord(word: string): void {
    this.makeRoom(word.length);
    for (let at = 0; at < word.length; at++) this.bytes[this.length++] = word.charCodeAt(at);
  }

  /** A text in quotation marks, escaped as JSON asks. */
  writeText(text: string): void {
    this.makeRoom(text.length + 2);
    const { bytes } = this;
    let length = this.length;
    bytes[length++] = SIGN.quote;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code < SPACE || code > ASCII_MAX || code === SIGN.quote || code === SIGN.backslash) {
        this.writeEscaped(text);
        return;
      }
      bytes[length++] = code;
    }
    bytes[length++] = SIGN.quote;
    this.length = length;
  }

  private writeEscaped(text: string): void {
    const encoded = UTF8.encode(JSON.stringify(text));
    this.makeRoom(encoded.length);
    this.bytes.set(encoded, this.length);
    this.length += encoded.length;
  }

  private makeRoom(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}
