import { TurnQueue } from './turn-queue';

describe('TurnQueue', () => {
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('runs the first step at once, and each other in a turn of its own, in order', async () => {
    const queue = new TurnQueue();
    const done: string[] = [];
    for (const name of ['a', 'b', 'c']) queue.add(() => done.push(name));
    expect(done).toEqual(['a']);
    await turn();
    expect(done).toEqual(['a', 'b']);
    queue.add(() => done.push('d'));
    await turn();
    expect(done).toEqual(['a', 'b', 'c']);
    await turn();
    expect(done).toEqual(['a', 'b', 'c', 'd']);
  });

  it('runs a step at once again when a turn has passed without one', async () => {
    const queue = new TurnQueue();
    queue.add(() => undefined);
    await turn();
    const done: string[] = [];
    queue.add(() => done.push('a'));
    expect(done).toEqual(['a']);
  });

  it('goes on behind a step that adds others', async () => {
    const queue = new TurnQueue();
    const done: string[] = [];
    queue.add(() => {
      done.push('a');
      queue.add(() => {
        done.push('b');
        queue.add(() => done.push('c'));
      });
    });
    expect(done).toEqual(['a']);
    await turn();
    await turn();
    await turn();
    expect(done).toEqual(['a', 'b', 'c']);
  });
});
