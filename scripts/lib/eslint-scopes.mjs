export const specs = ['**/*.spec.ts'];
export const sources = [
  'projects/imednet-rx/src/**/*.ts',
  'projects/imednet-rx/angular/**/*.ts',
  'projects/imednet-rx/logging/**/*.ts',
  'projects/imednet-rx/node/**/*.ts',
  'projects/imednet-rx/schematics/**/*.ts',
  'projects/imednet-rx/testing/**/*.ts',
];
export const angularSources = ['src/**/*.ts', 'projects/imednet-rx/angular/**/*.ts'];

const names = `AbortController AbortSignal Buffer URL URLSearchParams TextDecoder TextEncoder console fetch
  globalThis jasmine performance process queueMicrotask setTimeout setInterval clearTimeout clearInterval`;
export const nodeGlobals = readonly(names);
export const jasmineGlobals = readonly('afterAll afterEach beforeAll beforeEach describe expect it');
// For functions that run in the page.
export const browserGlobals = readonly(
  'caches document history indexedDB localStorage PerformanceObserver requestAnimationFrame sessionStorage',
);

function readonly(text) {
  return Object.fromEntries(text.split(/\s+/).map((name) => [name, 'readonly']));
}

// The last configuration that matches a file replaces a rule's options, so each one states them all.
export function restrictedImports({ observable = false } = {}) {
  const inHttpOnly = { group: ['axios-observable/*'], message: 'Only http/ may know it.' };
  return {
    paths: [{ name: 'axios-observable', message: 'All of it brings all of axios along: see http/.' }],
    patterns: [
      { group: ['rxjs/internal/*', 'rxjs/dist/*', 'rxjs/src/*'], message: 'Import from rxjs.' },
      { group: ['axios/lib/*', 'axios/unsafe/*'], message: 'Import from axios.' },
      ...(observable ? [] : [inHttpOnly]),
    ],
  };
}

const member = (object, property) => `MemberExpression[object.name="${object}"][property.name=${property}]`;

export const ambientTimeAndChance = [
  { selector: member('Date', '"now"'), message: 'Take the time from the clock.' },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Take the time from the clock.',
  },
  { selector: 'CallExpression[callee.name="Date"]', message: 'Take the time from the clock.' },
  { selector: member('Math', '"random"'), message: 'Take chance from the random source.' },
  { selector: member('globalThis', '/^set(Timeout|Interval)$/'), message: 'Use a timer of RxJS.' },
];
