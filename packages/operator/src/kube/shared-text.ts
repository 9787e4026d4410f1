const MOST_TEXTS = 4096;

/**
 * Keeps one copy of texts that many objects have: labels, scripts, reasons. It forgets the ones that were wanted longest
 * ago, which only costs a second copy.
 */
export class SharedTexts {
  readonly #texts = new Map<string, string>();

  get size(): number {
    return this.#texts.size;
  }

  has(text: string): boolean {
    return this.#texts.has(text);
  }

  /** The copy that is kept of this text. */
  share(text: string): string {
    const kept = this.#texts.get(text) ?? text;
    this.#texts.delete(kept);
    this.#texts.set(kept, kept);
    if (this.#texts.size > MOST_TEXTS) this.#forgetOldest();
    return kept;
  }

  #forgetOldest(): void {
    for (const oldest of this.#texts.keys()) {
      this.#texts.delete(oldest);
      return;
    }
  }
}
