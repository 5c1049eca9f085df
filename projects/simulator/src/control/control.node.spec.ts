import type { SimulatorOptions } from '../simulator-options';
import { startSimulator } from '../start-simulator';
import type { Simulator } from '../start-simulator';

const RECORDS = '/api/v1/edc/studies/DEMO/records';

describe('the control of the simulator', () => {
  let simulator: Simulator;
  const start = async (options: SimulatorOptions = {}): Promise<void> => {
    simulator = await startSimulator({ records: 20, control: true, ...options });
  };
  const send = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${simulator.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const ids = (): number[] => [...simulator.fake.records('DEMO')].map(({ recordId }) => recordId);
  const states = (): string[] => [...simulator.fake.records('DEMO')].map(({ recordStatus }) => recordStatus);

  afterEach(async () => {
    await simulator.close();
  });

  it('is there only when it was asked for', async () => {
    await start({ control: false });
    for (const [method, path] of [
      ['GET', '/__control'],
      ['PUT', '/__control'],
      ['POST', '/__control/changes'],
    ] as const) {
      const response = await send(
        method,
        path,
        method === 'GET' ? undefined : { studyKey: 'DEMO', remove: 1 },
      );
      expect(response.status).toBeGreaterThanOrEqual(404);
    }
    expect(ids().length).toBe(20);
  });

  it('changes faults and latency from the next request on', async () => {
    await start({ faults: { '500': 1 }, latency: 0 });
    expect((await send('GET', RECORDS)).status).toBe(500);
    const changed = await send('PUT', '/__control', { faults: { '503': 1 }, latency: 3 });
    expect(await changed.json()).toEqual({ faults: { '503': 1 }, latency: 3 });
    expect((await send('GET', RECORDS)).status).toBe(503);
    await send('PUT', '/__control', { faults: {} });
    expect((await send('GET', RECORDS)).status).toBe(200);
    expect(await (await send('GET', '/__control')).json()).toEqual({ faults: {}, latency: 3 });
  });

  it('begins the faults of the seed again', async () => {
    await start({ faults: { '500': 0.5 }, faultSeed: 3 });
    const draw = async (): Promise<number[]> => {
      const codes: number[] = [];
      for (let i = 0; i < 12; i++) codes.push((await send('GET', RECORDS)).status);
      return codes;
    };
    const first = await draw();
    await send('PUT', '/__control', { faults: { '500': 0.5 } });
    expect(await draw()).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 500]));
  });

  it('is neither counted nor failed, and needs no keys', async () => {
    await start({ faults: { reset: 1 }, apiKey: 'a' });
    await send('GET', '/__control');
    expect(simulator.stats.snapshot().requests).toBe(0);
  });

  for (const at of ['start', 'end'] as const) {
    it(`lets records come, change and go at the ${at}`, async () => {
      await start();
      const [before, was] = [ids(), states()];
      const answer = await send('POST', '/__control/changes', {
        ...{ studyKey: 'DEMO', insert: 3, change: 2, remove: 1, at },
      });
      expect(await answer.json()).toEqual({ records: 22 });
      const after = ids();
      expect(before.filter((id) => !after.includes(id))).toEqual(
        at === 'start' ? before.slice(0, 1) : before.slice(-1),
      );
      const inserted = after.filter((id) => !before.includes(id));
      expect(inserted).toEqual(at === 'start' ? after.slice(0, 3) : after.slice(-3));
      const kept = after.filter((id) => before.includes(id));
      const now = new Map(after.map((id, index) => [id, states()[index]]));
      const changed = kept.filter((id) => now.get(id) !== was[before.indexOf(id)]);
      expect(changed).toEqual(at === 'start' ? kept.slice(0, 2) : kept.slice(-2));
    });
  }

  const refused: readonly (readonly [method: string, path: string, body: unknown, reason: string])[] = [
    ['PUT', '/__control', { faults: { fire: 0.1 } }, 'there is no fault fire'],
    ['PUT', '/__control', { faults: { '500': 2 } }, 'between 0 and 1'],
    ['PUT', '/__control', { faults: { '500': 0.6, '503': 0.6 } }, 'add up to at most 1'],
    ['PUT', '/__control', { faults: { '500': '0.1' } }, 'each rate must be a number'],
    ['PUT', '/__control', { faults: [] }, 'an object is needed'],
    ['PUT', '/__control', { latency: -1 }, 'latency must be a whole number'],
    ['PUT', '/__control', { speed: 1 }, 'there is nothing called speed'],
    ['PUT', '/__control', [], 'an object is needed'],
    ['PUT', '/__control', '{', 'cannot be read as JSON'],
    ['POST', '/__control/changes', { insert: 1 }, 'studyKey must be a text'],
    ['POST', '/__control/changes', { studyKey: 'NONE', insert: 1 }, 'there is no such study'],
    ['POST', '/__control/changes', { studyKey: 'DEMO', insert: 1001 }, 'from 0 to 1000'],
    ['POST', '/__control/changes', { studyKey: 'DEMO', change: 0.5 }, 'change must be a whole number'],
    ['POST', '/__control/changes', { studyKey: 'DEMO', at: 'middle' }, 'at must be start or end'],
    ['POST', '/__control/changes', { studyKey: 'DEMO', delete: 1 }, 'there is nothing called delete'],
  ];
  for (const [method, path, body, reason] of refused) {
    it(`refuses ${method} ${path} with ${JSON.stringify(body)}, and changes nothing`, async () => {
      await start({ faults: { drip: 0.25 } });
      const [before, was] = [ids(), states()];
      const response = await send(method, path, body);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(reason);
      expect([ids(), states()]).toEqual([before, was]);
      expect(await (await send('GET', '/__control')).json()).toEqual({ faults: { drip: 0.25 }, latency: 0 });
    });
  }
});
