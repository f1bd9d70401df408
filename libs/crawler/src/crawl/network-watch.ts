import { type Probed } from '../probing/probed.js';

/** Of so many owners, none of whom answers, it is not the owners who are away. */
const DOMAINS_MIN = 50;
const WINDOW_MS = 10 * 60_000;

/**
 * Tells an outage of our own network from the silence of a seller: where many owners have been silent lately and
 * nobody has answered, silence is no evidence, until somebody answers again.
 */
export class NetworkWatch {
  /** By registrable domain: when it was last silent, epoch ms; the longest ago first. */
  private readonly silentAt = new Map<string, number>();
  private isSuspect = false;

  /** @param onChange told when the network becomes suspect, and when it is well again */
  constructor(private readonly onChange: (isSuspect: boolean) => void) {}

  /** Hears of every result; false where it says nothing of the seller. */
  isEvidence(
    domain: string,
    { answer, evidence }: Pick<Probed, 'answer' | 'evidence'>,
    now: number,
  ): boolean {
    if (answer !== null) this.hearAnswer();
    else if (evidence.kind === 'no-answer') this.hearSilence(domain, now);
    return answer !== null || evidence.kind !== 'no-answer' || !this.isSuspect;
  }

  private hearAnswer(): void {
    this.silentAt.clear();
    this.become(false);
  }

  private hearSilence(domain: string, now: number): void {
    if (this.isSuspect) return;
    this.silentAt.delete(domain);
    this.silentAt.set(domain, now);
    for (const [oldest, at] of this.silentAt) {
      if (at >= now - WINDOW_MS) break;
      this.silentAt.delete(oldest);
    }
    this.become(this.silentAt.size >= DOMAINS_MIN);
  }

  private become(isSuspect: boolean): void {
    if (isSuspect !== this.isSuspect) this.onChange(isSuspect);
    this.isSuspect = isSuspect;
  }
}
