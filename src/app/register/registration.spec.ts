import type { Verdict, VerdictReason, WriteReceipt, WriteState } from 'imednet-rx';
import {
  advanceRegistration,
  begun,
  holdsAnswers,
  type Registration,
  type RegistrationEvent,
} from './registration';

const STATES: readonly WriteState[] = ['intent', 'accepted', 'succeeded', 'failed', 'not-written', 'unknown'];
const receipt = (state: WriteState, revision = STATES.indexOf(state)): RegistrationEvent => ({
  type: 'receipt',
  receipt: { state, revision } as WriteReceipt,
});
const failed = (isUnknown: boolean): RegistrationEvent => ({ type: 'failed', error: 'why', isUnknown });
const looked = (verdict: Verdict, reason: VerdictReason = 'too-early'): RegistrationEvent => ({
  type: 'looked',
  verdict: { verdict, waitFor: 7, items: [{ index: 0, verdict, reason }] },
});
const found: RegistrationEvent = { type: 'found', subjectKeys: ['001-0001'] };

describe('a registration', () => {
  const first = begun({ studyKey: 'DEMO', formKey: 'REG', siteId: 1, data: {}, sentAt: 0 });
  const after = (...events: readonly RegistrationEvent[]): Registration =>
    events.reduce(advanceRegistration, first);

  const stories: readonly (readonly [string, readonly RegistrationEvent[], Registration['phase']])[] = [
    ['is under way at first', [], 'sending'],
    ['is under way while iMednet works on it', [receipt('intent'), receipt('accepted')], 'sending'],
    [
      'is done when iMednet says so',
      [receipt('intent'), receipt('accepted'), receipt('succeeded')],
      'registered',
    ],
    ['has failed when iMednet says so', [receipt('accepted'), receipt('failed'), failed(false)], 'failed'],
    ['has failed when it was surely not written', [receipt('not-written'), failed(false)], 'failed'],
    ['has failed when it was refused before it was sent', [failed(false)], 'failed'],
    [
      'is unknown when it may have been carried out',
      [receipt('intent'), receipt('unknown'), failed(true)],
      'unknown',
    ],
    [
      'is unknown when iMednet has taken it, and its work can’t be followed',
      [receipt('intent'), receipt('accepted'), failed(false)],
      'unknown',
    ],
    ['is unknown when nobody could note that it was not sent', [receipt('intent'), failed(false)], 'unknown'],
    [
      'stays unknown when nobody could look',
      [failed(true), { type: 'look-failed', error: 'why' }],
      'unknown',
    ],
    [
      'stays unknown, whatever else ends it',
      [receipt('unknown'), failed(false), { type: 'completed' }],
      'unknown',
    ],
    ['stays unknown while a look decides nothing', [failed(true), looked('undecided')], 'unknown'],
    ['stays unknown where only somebody with the same answers was found', [failed(true), found], 'unknown'],
    ['is done when a look shows it', [failed(true), looked('undecided'), looked('applied')], 'registered'],
    ['is surely not written when a look shows it', [failed(true), looked('not-applied')], 'not-written'],
  ];
  for (const [story, events, phase] of stories) {
    it(story, () => {
      expect(after(...events).phase).toBe(phase);
    });
  }

  it('tells whether iMednet is still working on it, and why nobody could look', () => {
    const waiting = after(failed(true), looked('undecided'));
    expect(waiting.look).toEqual({ waitFor: 7, isRunning: false });
    expect(after(failed(true), looked('undecided', 'job-running')).look?.isRunning).toBe(true);
    const offline = advanceRegistration(waiting, { type: 'look-failed', error: 'why' });
    expect(offline.lookError).toBe('why');
    expect(advanceRegistration(offline, looked('undecided')).lookError).toBeUndefined();
  });

  it('keeps its receipts in their order, each once', () => {
    const { receipts } = after(receipt('accepted'), receipt('intent'), receipt('accepted'));
    expect(receipts.map(({ state }) => state)).toEqual(['intent', 'accepted']);
  });
});

describe('a record', () => {
  const cases: readonly (readonly [Record<string, unknown>, Record<string, unknown>, boolean])[] = [
    [{ age: 40, sex: 'Male' }, { age: 40 }, true],
    [{ age: '40' }, { age: 40 }, true],
    [{ age: 41 }, { age: 40 }, false],
    [{}, { age: 40 }, false],
    [{ consent: true }, { consent: true }, true],
    [{ consent: false }, { consent: true }, false],
    [{ age: 40 }, {}, true],
  ];
  for (const [recordData, data, expected] of cases) {
    it(`with ${JSON.stringify(recordData)} ${expected ? 'holds' : 'does not hold'} ${JSON.stringify(data)}`, () => {
      expect(holdsAnswers(recordData, data)).toBe(expected);
    });
  }
});
