import { offered } from './offered';

describe('a choice', () => {
  const known = [
    ['AE', 'Adverse Event'],
    ['VS', 'Vital Signs'],
  ] as const;
  const both = known.map(([value, label]) => ({ value, label }));

  for (const [chosen, options] of [
    [null, both],
    ['VS', both],
    ['XX', [...both, { value: 'XX', label: 'XX' }]],
  ] as const) {
    it(`offers ${String(options.length)} options when ${String(chosen)} is chosen`, () => {
      expect(offered(chosen, known)).toEqual({ chosen, options });
    });
  }

  it('offers what is chosen before anything is known', () => {
    expect(offered('VS', []).options).toEqual([{ value: 'VS', label: 'VS' }]);
  });
});
