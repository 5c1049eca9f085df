import { type ErrorEnvelope, readErrorEnvelope } from './error-envelope';

const envelope = (error: unknown): string => JSON.stringify({ metadata: { status: 'BAD_REQUEST', error } });
const PATIENT = 'Jane Canary';

describe('readErrorEnvelope', () => {
  const cases: readonly (readonly [string, unknown, ErrorEnvelope])[] = [
    [
      'the whole envelope',
      envelope({ code: '1000', description: 'Invalid page', field: { attribute: 'page', value: 'XX' } }),
      { code: '1000', attribute: 'page', description: 'Invalid page' },
    ],
    [
      'an envelope without a field',
      envelope({ code: '9001', description: 'no' }),
      { code: '9001', description: 'no' },
    ],
    [
      'the variant with a message',
      envelope({ message: 'Contact support.' }),
      { description: 'Contact support.' },
    ],
    ['description before message', envelope({ description: 'a', message: 'b' }), { description: 'a' }],
    ['a numeric code', envelope({ code: 9000 }), { code: '9000' }],
    [
      'a path as attribute',
      envelope({ field: { attribute: 'items[0].data.AE-1' } }),
      { attribute: 'items[0].data.AE-1' },
    ],
    ['an empty description', envelope({ description: '' }), { description: '' }],
    ['an empty error', envelope({}), {}],
    ['an error that is null', envelope(null), {}],
    ['an error that is text', envelope('boom'), {}],
    ['an error that is an array', envelope([{ code: '1000' }]), {}],
    ['a field that is null', envelope({ code: '1000', field: null }), { code: '1000' }],
    ['a field that is text', envelope({ field: PATIENT }), {}],
    ['a code that is an object', envelope({ code: { a: 1 } }), {}],
    ['a code that is a sentence', envelope({ code: `value ${PATIENT}` }), {}],
    [
      'a code that repeats the value',
      envelope({ code: 'JANE-001', field: { attribute: 'subjectKey', value: 'jane-001' } }),
      { attribute: 'subjectKey' },
    ],
    [
      'a number as code that the value resembles',
      envelope({ code: '1000', field: { attribute: 'page', value: '0' } }),
      { code: '1000', attribute: 'page' },
    ],
    [
      'a code that the value is a part of',
      envelope({ code: 'JANE', field: { attribute: 'subjectKey', value: 'Jane Canary' } }),
      { attribute: 'subjectKey' },
    ],
    [
      'an attribute that is a word of the value',
      envelope({ field: { attribute: 'Jane', value: PATIENT } }),
      {},
    ],
    [
      'an attribute that is a member of the value',
      envelope({ field: { attribute: 'Jane', value: { Jane: 1 } } }),
      {},
    ],
    [
      'an attribute that is a number which JSON rounds',
      '{"metadata":{"error":{"code":"1000","field":{"attribute":"12345678901234567890","value":12345678901234567890}}}}',
      { code: '1000' },
    ],
    ['a code of digits that the value repeats', envelope({ code: '12345', field: { value: 12345 } }), {}],
    ...['value', 'values', 'Value', 'rejectedValue'].flatMap((name) => [
      [
        `a value in ${name} of the error`,
        envelope({ code: 'Jane', description: 'Jane', [name]: 'Jane' }),
        { description: '[redacted]' },
      ] as const,
      [
        `a value in ${name} of the field`,
        envelope({ code: 'Jane', description: 'Jane', field: { attribute: 'Jane', [name]: ['Jane'] } }),
        { description: '[redacted]' },
      ] as const,
    ]),
    [
      'a list of fields',
      envelope({ code: 'Jane', description: 'Jane', field: [{ attribute: 'x', value: 'Jane' }] }),
      { description: '[redacted]' },
    ],
    [
      'members that describe the error',
      envelope({ code: '1000', description: '400 at /x', status: 400, path: '/x', type: 'at' }),
      { code: '1000', description: '400 at /x' },
    ],
    ['a code with a line break', envelope({ code: '1000\n' }), {}],
    ['a code that is too long', envelope({ code: '1'.repeat(65) }), {}],
    ['an empty code', envelope({ code: '' }), {}],
    ['an attribute that is a sentence', envelope({ field: { attribute: PATIENT } }), {}],
    ['an attribute that is a boolean', envelope({ field: { attribute: true } }), {}],
    ['a description that is an object', envelope({ description: { text: PATIENT } }), {}],
    ['a description that is a number', envelope({ description: 5 }), {}],
    ['metadata that is null', '{"metadata":null}', {}],
    ['metadata that is an array', '{"metadata":[]}', {}],
    ['no metadata', '{"error":{"code":"1000"}}', {}],
    ["a gateway's page", '<html><body>502 Bad Gateway</body></html>', {}],
    ['an empty body', '', {}],
    ['a cut-off body', envelope({ code: '1000' }).slice(0, -2), {}],
    ['an array', '[]', {}],
    ['null', 'null', {}],
    ['text', '"x"', {}],
    ['no text at all', undefined, {}],
    ['an object that something parsed before', { metadata: { error: { code: '1000' } } }, {}],
  ];
  for (const [story, body, expected] of cases) {
    it(`reads ${story}`, () => {
      expect(readErrorEnvelope(body)).toEqual(expected);
    });
  }

  describe('cuts the refused value out of the description', () => {
    const values: readonly (readonly [string, unknown, string, string])[] = [
      ['text', PATIENT, `"${PATIENT}" is no subject`, '"[redacted]" is no subject'],
      ['text that comes twice', PATIENT, `${PATIENT} is not ${PATIENT}`, '[redacted] is not [redacted]'],
      ['a number', 1980, 'born 1980 or later', 'born [redacted] or later'],
      ['text with signs of regular expressions', 'a.*(b', 'a.*(b and aXXb', '[redacted] and aXXb'],
      ['text with signs of replacements', '$&', 'got $& here', 'got [redacted] here'],
      ['an empty text', '', 'nothing was given', 'nothing was given'],
      ['null', null, 'null was given', 'null was given'],
      [
        'the longer of two texts first, so that nothing of it is left',
        ['Jane', PATIENT],
        `${PATIENT} is no subject`,
        '[redacted] is no subject',
      ],
      ['text inside an array', [PATIENT], `${PATIENT} is no subject`, '[redacted] is no subject'],
      ['text inside an object', { name: PATIENT }, `${PATIENT} is no subject`, '[redacted] is no subject'],
    ];
    for (const [story, value, description, expected] of values) {
      it(story, () => {
        expect(
          readErrorEnvelope(envelope({ description, field: { attribute: 'x', value } })).description,
        ).toBe(expected);
      });
    }

    it('in the variant with a message too', () => {
      const body = envelope({ message: `${PATIENT} is unknown`, field: { value: PATIENT } });

      expect(readErrorEnvelope(body).description).toBe('[redacted] is unknown');
    });
  });

  it('never hands out the refused value', () => {
    const body = envelope({ code: '1000', description: 'x', field: { attribute: 'a', value: PATIENT } });

    expect(JSON.stringify(readErrorEnvelope(body))).not.toContain(PATIENT);
  });

  it('cuts the refused value out whatever its case and the space around it, and drops it as a field name', () => {
    const envelope = {
      metadata: {
        error: { description: 'JANE is no subject', field: { attribute: 'Jane', value: ' Jane ' } },
      },
    };
    expect(readErrorEnvelope(JSON.stringify(envelope))).toEqual({ description: '[redacted] is no subject' });
  });
});
