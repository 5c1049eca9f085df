import type { AxiosResponse } from 'axios';
import { lastValueFrom, of } from 'rxjs';
import { ServerClock } from './server-clock';

describe('ServerClock', () => {
  const NOON = Date.UTC(2024, 4, 1, 12);
  const read = async (...responses: readonly object[]): Promise<ServerClock> => {
    const clock = new ServerClock();
    for (const response of responses) {
      const client = clock.readingFrom({ get: <T>() => of(response as AxiosResponse<T>) });
      await lastValueFrom(client.get('/sites'));
    }
    return clock;
  };
  const timestamp = (text: unknown): object => ({ headers: {}, data: { metadata: { timestamp: text } } });
  const date = (text: unknown, name = 'date'): object => ({ headers: { [name]: text }, data: { data: [] } });

  const known: readonly (readonly [story: string, response: object])[] = [
    ['the timestamp of the metadata', timestamp('2024-05-01 12:00:00')],
    ['the header Date', date('Wed, 01 May 2024 12:00:00 GMT')],
    ['the header, however it is written', date('Wed, 01 May 2024 12:00:00 GMT', 'Date')],
    [
      'the timestamp before the header',
      { ...date('Wed, 01 May 2024 13:00:00 GMT'), data: { metadata: { timestamp: '2024-05-01 12:00:00' } } },
    ],
    [
      'the header before a timestamp that is ahead of it',
      { ...date('Wed, 01 May 2024 12:00:00 GMT'), data: { metadata: { timestamp: '2024-05-01 22:00:00' } } },
    ],
    [
      'the header where the timestamp is not a date',
      { ...date('Wed, 01 May 2024 12:00:00 GMT'), data: { metadata: { timestamp: 'noon' } } },
    ],
  ];
  for (const [story, response] of known) {
    it(`reads ${story}`, async () => {
      const clock = await read(response);
      expect([clock.isKnown, clock.earliest, clock.latest]).toEqual([true, NOON, NOON]);
    });
  }

  const unknown: readonly (readonly [story: string, response: object])[] = [
    ['neither', date(undefined)],
    ['an unreadable header', date('noon')],
    ['a bare array', { headers: {}, data: [] }],
    ['an empty body', { headers: undefined, data: null }],
    ['a number as a timestamp', timestamp(NOON)],
  ];
  for (const [story, response] of unknown) {
    it(`is this machine's clock with ${story}`, async () => {
      const clock = await read(response);
      expect(clock.isKnown).toBeFalse();
      expect(clock.earliest).toBeGreaterThan(NOON);
      expect(clock.latest).toBeGreaterThan(NOON);
    });
  }

  it('keeps the earliest and the latest time', async () => {
    const clock = await read(
      ...[
        timestamp('2024-05-01 12:00:00'),
        timestamp('2024-05-01 11:59:00'),
        timestamp('2024-05-01 12:30:00'),
      ],
    );
    expect([clock.earliest, clock.latest]).toEqual([NOON - 60_000, NOON + 1_800_000]);
  });

  it('reads from a client whose other members stay as they are', () => {
    class Client {
      readonly #name = 'a client';
      readonly #mode = 'warn';
      get validate(): 'warn' {
        return this.#mode;
      }
      get = <T>() => of({ headers: {}, data: null } as AxiosResponse<T>);
      trace(): string {
        return this.#name;
      }
    }
    const client = new ServerClock().readingFrom(new Client() as never);
    expect(client.validate).toBe('warn');
    expect((client as unknown as Client).trace()).toBe('a client');
  });
});
