/** Source of uniformly random numbers in [0, 1); a port, so that tests can fix the jitter. */
export type RandomSource = () => number;

// eslint-disable-next-line no-restricted-syntax -- the one place that touches the global
export const systemRandom: RandomSource = () => Math.random();
