/**
 * Runs `work` on every item, at most `most` at once, and yields the answers in the order of the items. The first failure in that order ends
 * it; what runs beside is waited for by nobody.
 */
export async function* ahead<Item, Answer>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const running: Promise<Answer>[] = [];
  const begin = (item: Item) => {
    const answer = work(item);
    // Whoever fails behind the one that is awaited must not end the process; its failure is met when its turn comes.
    answer.catch(() => undefined);
    running.push(answer);
  };
  for (const item of items) {
    if (running.length >= most) yield await running.shift()!;
    begin(item);
  }
  while (running.length > 0) yield await running.shift()!;
}
