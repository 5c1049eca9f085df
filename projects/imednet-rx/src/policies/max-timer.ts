/** Longest wait in ms: timers of browsers and Node overflow beyond it, and fire at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;
