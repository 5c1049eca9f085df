import { catchError, defer, type MonoTypeOperatorFunction, switchMap, tap, throwError } from 'rxjs';
import { UnknownOutcomeError } from '../../../src/errors/delivery-errors';
import type { WriteReceipt } from '../../../src/models/write-receipt';
import type { NewRecord } from '../../../src/writes/new-record';
import type { Call } from './call';
import { canary } from './canary';
import { OwnError } from './own-error';
import type { StudyFault } from './study-faults';

const data = { aeterm: canary('answer'), aesev: canary('severity') };
const ITEMS: readonly NewRecord[] = [
  { formKey: 'AE', siteId: 101, data },
  { formKey: 'AE', siteId: 102, data },
];
/** Fails as a whole, and names the subject. */
const UNKNOWN: readonly NewRecord[] = [{ formKey: 'AE', subjectKey: canary('subject'), data }];
const OPTIONS = {
  ...{ emailNotify: `${canary('mail')}@example.org`, secret: canary('secret-of-receipts') },
  ...{ poll: { interval: 1, timeout: 40 }, batchSize: 1 },
};
const schema = { checkRecords: () => [{ index: 0, field: canary('field'), rule: canary('rule') }] };

/** As a program might. */
const printed: MonoTypeOperatorFunction<WriteReceipt> = tap((receipt) => {
  console.log(JSON.stringify(receipt));
});

/** Faults behind which a write may have been carried out. */
const UNCLEAR: readonly StudyFault[] = [
  '500',
  '503',
  'reset',
  'hang',
  'truncated',
  'html',
  'html200',
  'redirect',
];

/** Writes that succeed, fail, and are looked for. */
export const WRITE_CALLS: readonly Call[] = [
  { story: 'a write', run: ({ records }) => records.create(ITEMS, OPTIONS) },
  {
    ...{ story: 'writes in batches whose jobs take too long', error: 'JobTimeoutError' },
    run: ({ records }) => records.submit(ITEMS, OPTIONS).pipe(printed),
  },
  ...UNCLEAR.map((fault): Call => ({
    ...{ story: `a write that ends with "${fault}"`, faults: [fault], error: 'UnknownOutcomeError' },
    config: fault === 'hang' ? { timeout: 100 } : {},
    run: ({ records }) => records.submit(ITEMS, OPTIONS).pipe(printed),
  })),
  ...(['400', '401'] as const).map((fault): Call => ({
    ...{ story: `a write that is refused with "${fault}"`, faults: [fault] },
    error: fault === '400' ? 'BadRequestError' : 'UnauthorizedError',
    run: ({ records }) => records.submit(ITEMS, OPTIONS).pipe(printed),
  })),
  {
    ...{ story: 'several writes that fail', faults: ['400', '500'], error: 'BatchesFailedError' },
    run: ({ records }) => records.submit(ITEMS, { ...OPTIONS, failFast: false }).pipe(printed),
  },
  {
    ...{ story: 'a write that is looked for', faults: ['reset'] },
    run: ({ records }) =>
      records.submit(ITEMS, OPTIONS).pipe(
        catchError((error: unknown) => {
          const receipt = error instanceof UnknownOutcomeError ? error.receipt : undefined;
          return receipt ? records.reconcile(receipt, ITEMS, OPTIONS) : throwError(() => error);
        }),
      ),
  },
  {
    ...{ story: 'a receipt of other records', error: 'InvalidArgumentError' },
    run: ({ records }) => {
      let receipts: readonly WriteReceipt[] = [];
      return records.submit(ITEMS, OPTIONS).pipe(
        tap((receipt) => (receipts = [receipt])),
        switchMap(() => defer(() => records.submit(UNKNOWN, { ...OPTIONS, receipts }))),
      );
    },
  },
];

/** Writes that never leave the client. */
export const REFUSED_WRITES: readonly Call[] = [
  {
    ...{ story: 'a journal that fails', error: 'OwnError' },
    run: ({ records }) => {
      const save = (): never => {
        throw new OwnError(canary('journal'));
      };
      return records.submit(ITEMS, { ...OPTIONS, journal: { save } }).pipe(printed);
    },
  },
  {
    ...{ story: 'records that the schema refuses', error: 'InvalidRecordsError' },
    run: ({ records }) => records.create(ITEMS, { schema }),
  },
  {
    ...{ story: 'records that can not be written', error: 'InvalidRecordsError' },
    run: ({ records }) =>
      records.create([
        { formKey: `${canary('form')}\n`, [canary('key')]: 1, data: { [canary('name')]: NaN } } as never,
      ]),
  },
];
