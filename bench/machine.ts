import { cpus } from 'node:os';

/** What the numbers depend on most. */
export function machine(): string {
  const [first] = cpus();
  return `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${first?.model.trim() ?? 'unknown CPU'}`;
}
