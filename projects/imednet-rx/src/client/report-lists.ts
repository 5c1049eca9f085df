import type { Context as TraceContext } from '@opentelemetry/api';
import type { DriftLedger } from '../validation/drift-ledger';
import { routeTemplate } from '../http/route-template';
import { operationOf } from '../observability/operation';
import { contextFields } from '../observability/request-fields';
import type { Telemetry } from '../observability/telemetry';
import type { ListListener } from '../pagination/requestor';

const MESSAGE =
  'a list changed while it was read, so that items may be missing or repeated. ' +
  "Use `strategy: 'keyset'` or `onDrift: 'reconcile'`, or subscribe to `drift$`.";

/**
 * Counts the items that lists read, and writes a line (`warn`) when a list changes meanwhile, and for each field that
 * does not fit its schema, once.
 *
 * @param ledger - knows which fields were told before
 * @param warned - paths of the lists of which the console was warned; each is once
 * @param context - trace context of the operation that reads them, if any
 */
export function reportLists(
  telemetry: Telemetry,
  ledger: DriftLedger,
  warned: Set<string>,
  context?: TraceContext,
): ListListener {
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
    unobservedDrift: ({ page, repeated, mayMiss }, path) => {
      if (warned.has(path)) return;
      warned.add(path);
      telemetry.warnWithoutLogger(MESSAGE, () => ({ route: routeTemplate(path), page, repeated, mayMiss }));
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
