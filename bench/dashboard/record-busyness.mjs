/** Runs in the page: notes for how long it was busy at a stretch, and how long interactions waited. */
export function recordBusyness() {
  const tasks = [];
  const interactions = [];
  const observe = (type, each, options) => {
    new globalThis.PerformanceObserver((list) => list.getEntries().forEach(each)).observe({
      type,
      buffered: true,
      ...options,
    });
  };
  observe('longtask', ({ startTime, duration }) => tasks.push({ startTime, duration }));
  observe(
    'event',
    ({ interactionId, duration }) => {
      if (interactionId > 0) interactions.push(duration);
    },
    { durationThreshold: 16 },
  );

  globalThis.busyness = () => {
    const lists = /\/studies\/[^/]+\/(records|subjects|queries)\?/;
    const ends = performance
      .getEntriesByType('resource')
      .filter(({ name }) => lists.test(name))
      .map(({ responseEnd }) => responseEnd);
    const start = Math.min(...ends);
    const during = (isStreaming) =>
      tasks.filter(({ startTime }) => startTime >= start === isStreaming).map(({ duration }) => duration);
    return {
      wallMs: performance.now() - start,
      longTasksBefore: during(false),
      longTasks: during(true),
      slowInteractions: interactions,
    };
  };
}
