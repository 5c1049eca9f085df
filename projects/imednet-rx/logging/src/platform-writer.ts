import type { LogLevel } from 'imednet-rx';
import type { LineWriter } from './line-writer';
import { type Stdout, stdoutWriter } from './stdout-writer';

type Method = 'debug' | 'info' | 'warn' | 'error';

interface Platform {
  readonly console: Record<Method, (line: string) => void>;
  readonly document?: unknown;
  readonly process?: { readonly stdout?: Stdout };
}

/** `console.trace` would add a stack to each line. */
const METHODS: Readonly<Record<LogLevel, Method>> = {
  ...{ trace: 'debug', debug: 'debug', info: 'info' },
  ...{ warn: 'warn', error: 'error', fatal: 'error' },
};

/** Where lines go by default: in Node to stdout, elsewhere to the console, by level. */
export function platformWriter(): LineWriter {
  const { console, document, process } = globalThis as unknown as Platform;
  // A bundler can give a page a process, but a process has no page.
  if (process?.stdout && document === undefined) return stdoutWriter(process.stdout);
  return (line, level) => console[METHODS[level]](line);
}
