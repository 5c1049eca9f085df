import { formatNumber } from '@angular/common';
import type { RecordProgress } from './record-progress';

const OUTCOME: Readonly<Record<RecordProgress['status'], string>> = {
  streaming: 'so far',
  stopped: 'read, stopped',
  complete: 'read, complete',
  failed: 'read before an error',
};

/** The progress as a sentence for screen readers. */
export function announce(progress: RecordProgress | null): string {
  if (progress === null) return '';
  const { records, totalRecords, status } = progress;
  const total = totalRecords === null ? '' : ` of ${formatNumber(totalRecords, 'en-US')}`;
  return `${formatNumber(records, 'en-US')}${total} records ${OUTCOME[status]}.`;
}
