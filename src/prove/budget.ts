/** Steps that may still be taken: counted, not timed, so that the same input gives the same answer on every machine. */
export class Budget {
  private left: number;

  constructor(private readonly steps: number) {
    this.left = steps;
  }

  get used(): number {
    return this.steps - this.left;
  }

  get spent(): boolean {
    return this.left <= 0;
  }

  exhaust(): void {
    this.left = 0;
  }

  /** False when nothing is left. */
  take(steps = 1): boolean {
    this.left -= steps;
    return this.left > 0;
  }
}
