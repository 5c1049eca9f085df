import { readFileSync } from 'node:fs';

// On Linux, `maxRSS` of a process begins with that of the process that started it, so a large parent
// would hide the child's own peak; VmHWM begins anew.
export function peakRssMb() {
  const kilobytes = process.platform === 'linux' ? highWaterMark() : process.resourceUsage().maxRSS;
  return kilobytes / 1024;
}

function highWaterMark() {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
}
