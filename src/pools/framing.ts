const numbersOf = (letters: string): ReadonlySet<number> => new Set(Buffer.from(letters));

/** The first byte of what a server may send to us (manual, section 54.7). */
const known = numbersOf("123ACDEGHIKNRSTWZcdnst");
/** These hold what users wrote; all others are short. */
const long = numbersOf("ADENTdt");
/** As in libpq, in bytes. */
const longestShort = 30_000;
/** Fields of text, a zero behind each, and one more behind the last. */
const reports = numbersOf("EN");

/** A letter and four bytes of length, which count themselves. */
const headerLength = 5;

/** Follows the messages of a server through its bytes, without looking into them. */
export class Framing {
  readonly #header = Buffer.alloc(headerLength);
  #headerLength = 0;
  /** How much of the message is still to come. */
  #left = 0;
  #isReport = false;
  /** The last byte of the chunk before. */
  #last = -1;

  /** False where the bytes are no messages of the protocol: then nothing that follows means anything. */
  accept(chunk: Buffer): boolean {
    for (let at = 0; at < chunk.length; ) {
      if (this.#left === 0) {
        this.#header[this.#headerLength] = chunk[at] ?? 0;
        this.#headerLength += 1;
        at += 1;
        if (this.#headerLength === headerLength && !this.#begin()) return false;
      } else {
        const taken = Math.min(this.#left, chunk.length - at);
        at += taken;
        this.#left -= taken;
        // pg would read on for ever behind a report without an end.
        const isOver = chunk[at - 1] === 0 && (at > 1 ? chunk[at - 2] : this.#last) === 0;
        if (this.#left === 0 && this.#isReport && !isOver) return false;
      }
    }
    this.#last = chunk[chunk.length - 1] ?? this.#last;
    return true;
  }

  #begin(): boolean {
    const [type = 0] = this.#header;
    const length = this.#header.readUInt32BE(1);
    this.#headerLength = 0;
    this.#left = length - (headerLength - 1);
    this.#isReport = reports.has(type);
    if (!known.has(type) || this.#left < (this.#isReport ? 2 : 0)) return false;
    return length <= longestShort || long.has(type);
  }
}
