import { RoarrLines } from './roarr-lines';

interface Globals {
  ROARR?: unknown;
}

describe('RoarrLines', () => {
  const globals = globalThis as Globals;
  let before: PropertyDescriptor | undefined;

  beforeEach(() => {
    before = Object.getOwnPropertyDescriptor(globals, 'ROARR');
    delete globals.ROARR;
  });

  afterEach(() => {
    delete globals.ROARR;
    if (before) Object.defineProperty(globals, 'ROARR', before);
  });

  const parsed = (lines: RoarrLines): unknown => JSON.parse(lines.next('info', 'one', { attempt: 1 }) ?? '');

  it('leave nothing behind where the application has no roarr', () => {
    expect(parsed(new RoarrLines({}))).toBeTruthy();
    expect(Object.hasOwn(globals, 'ROARR')).toBeFalse();
  });

  it('take nothing from the roarr of the application, and give nothing to it', () => {
    const write = jasmine.createSpy('write');
    const adopted = { messageContext: { patient: 'JANE-CANARY' }, sequence: 5, sequenceRoot: '4' };
    const state = {
      ...{ sequence: 7, versions: ['5.0.0'], write, serializeMessage: () => 'of the application' },
      asyncLocalStorage: { getStore: () => ({ ...adopted, transforms: [fail] }) },
    };
    globals.ROARR = state;
    const lines = new RoarrLines({ package: 'imednet-rx' });
    expect(parsed(lines)).toEqual(
      jasmine.objectContaining({
        ...{ context: { package: 'imednet-rx', attempt: 1, logLevel: 30 }, sequence: '0' },
      }),
    );
    expect(globals.ROARR).toBe(state);
    expect(state.sequence).toBe(7);
    expect(write).not.toHaveBeenCalled();
  });

  it('give the roarr of the application back when a line fails', () => {
    const state = { sequence: 7 };
    globals.ROARR = state;
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(() => new RoarrLines({}).next('info', 'one', circular)).toThrowError(TypeError);
    expect(globals.ROARR).toBe(state);
  });
});
