import { FifoQueue } from './fifo-queue';

describe('FifoQueue', () => {
  it('gives out in the order of arrival, then nothing', () => {
    const queue = new FifoQueue<number>();
    for (const value of [1, 2, 3]) queue.push(value);

    expect([queue.shift(), queue.shift(), queue.shift(), queue.shift(), queue.size]).toEqual([
      ...[1, 2, 3, undefined],
      0,
    ]);
  });

  for (const leaving of [[0], [1], [2], [0, 1], [2, 1], [0, 2], [0, 1, 2], [1, 1, 1]]) {
    it(`closes up when ${leaving.join(', ')} leave`, () => {
      const queue = new FifoQueue<number>();
      const leave = [0, 1, 2].map((value) => queue.push(value));
      const left = leaving.map((index) => leave[index]!());
      queue.push(3);
      const rest = [0, 1, 2].filter((value) => !leaving.includes(value));

      expect(left.filter(Boolean).length).toBe(new Set(leaving).size);
      expect(queue.size).toBe(rest.length + 1);
      expect([...rest, 3].map(() => queue.shift())).toEqual([...rest, 3]);
    });
  }

  it('takes no notice of one who leaves behind their turn', () => {
    const queue = new FifoQueue<number>();
    const leave = queue.push(1);
    queue.shift();
    queue.push(2);

    expect([leave(), queue.size, queue.shift()]).toEqual([false, 1, 2]);
  });
});
