import type { LogFields, Logger, LogLevel } from '../src/observability/logger';

/** A logger that keeps its lines. */
export class RecordedLog implements Logger {
  readonly lines: (readonly [LogLevel, string, LogFields])[] = [];

  /** @param levels - those that are wanted; all by default */
  constructor(private readonly levels?: readonly LogLevel[]) {}

  isEnabled(level: LogLevel): boolean {
    return this.levels?.includes(level) ?? true;
  }

  log(...line: readonly [LogLevel, string, LogFields]): void {
    this.lines.push(line);
  }
}
