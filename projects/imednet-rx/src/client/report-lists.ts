import type { Context as TraceContext } from '@opentelemetry/api';
import type { DriftLedger } from '../validation/drift-ledger';
import { operationOf } from '../observability/operation';
import { contextFields } from '../observability/request-fields';
import type { Telemetry } from '../observability/telemetry';
import type { ListListener } from '../pagination/requestor';

/**
 * Counts the items that lists read, and writes a line (`warn`) when a list changes meanwhile, and for each field that
 * does not fit its schema, once.
 *
 * @param ledger - knows which fields were told before
 * @param context - trace context of the operation that reads them, if any
 */
export function reportLists(telemetry: Telemetry, ledger: DriftLedger, context?: TraceContext): ListListener {
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
    misfitted: (misfits) => {
      for (const { resource, kind, count } of misfits) {
        const drift = { 'imednet.resource': resource, 'imednet.schema_drift.kind': kind };
        telemetry.measurements?.fieldsDrifted(count, { ...attributes, ...drift });
      }
      for (const { resource, page, field, kind, count } of ledger.enter(misfits)) {
        telemetry.log('warn', 'items do not fit their schema', () => ({
          ...contextFields(context),
          ...{ resource, page, field, kind, count },
        }));
      }
    },
  };
}
