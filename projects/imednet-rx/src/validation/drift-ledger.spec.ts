import { DriftLedger } from './drift-ledger';
import type { SchemaDrift } from '../observability/schema-drift';

describe('the ledger of drift', () => {
  const misfit = { resource: 'records', page: 0, field: 'extra', kind: 'unknown', count: 2 } as const;

  it('adds up what each page tells, and tells it on', () => {
    const ledger = new DriftLedger();
    const told: SchemaDrift[] = [];
    ledger.drift$.subscribe((drift) => told.push(drift));
    ledger.enter([misfit]);
    ledger.enter([
      { ...misfit, page: 1, count: 3 },
      { ...misfit, resource: 'sites' },
    ]);
    expect(told.map(({ resource, page, count, total }) => [resource, page, count, total])).toEqual([
      ['records', 0, 2, 2],
      ['records', 1, 3, 5],
      ['sites', 0, 2, 2],
    ]);
  });

  it('gives back what was not known before', () => {
    const ledger = new DriftLedger();
    expect(ledger.enter([misfit]).length).toBe(1);
    expect(ledger.enter([misfit])).toEqual([]);
    expect(ledger.enter([{ ...misfit, kind: 'type' }]).length).toBe(1);
  });

  it('remembers two hundred fields, and counts the others together', () => {
    const ledger = new DriftLedger();
    const told: SchemaDrift[] = [];
    ledger.drift$.subscribe((drift) => told.push(drift));
    let known = 0;
    for (let field = 0; field < 1000; field++) {
      known += ledger.enter([{ ...misfit, field: `f${field}`, count: 1 }]).length;
    }
    expect(known).toBe(201);
    expect(told.at(-1)).toEqual({ ...misfit, field: '(other)', count: 1, total: 800 });
    ledger.enter([{ ...misfit, field: 'f7', count: 1 }]);
    expect(told.at(-1)).toEqual({ ...misfit, field: 'f7', count: 1, total: 2 });
  });

  it('belongs to one client', () => {
    new DriftLedger().enter([misfit]);
    expect(new DriftLedger().enter([misfit]).map(({ total }) => total)).toEqual([2]);
  });
});
