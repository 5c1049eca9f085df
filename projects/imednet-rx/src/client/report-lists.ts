import type { Context as TraceContext } from '@opentelemetry/api';
import { operationOf } from '../observability/operation';
import { contextFields } from '../observability/request-fields';
import type { Telemetry } from '../observability/telemetry';
import type { ListListener } from '../pagination/requestor';

/**
 * Counts the items that lists read, and writes a line (`warn`) when a list changes meanwhile.
 *
 * @param context - trace context of the operation that reads them, if any
 */
export function reportLists(telemetry: Telemetry, context?: TraceContext): ListListener {
  const operation = context && operationOf(context)?.name;
  const attributes = operation === undefined ? {} : { 'imednet.operation': operation };
  return {
    read: (items) => {
      telemetry.measurements?.itemsRead(items, attributes);
    },
    drifted: ({ page, repeated, mayMiss }) => {
      telemetry.log('warn', 'list changed while it was read', () => ({
        ...contextFields(context),
        ...{ page, repeated, mayMiss },
      }));
    },
  };
}
