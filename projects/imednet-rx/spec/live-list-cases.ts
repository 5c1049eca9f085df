import fc from 'fast-check';
import type { Change, Travel } from './live-list';

type Kind = Change['kind'];
type Where = Change['where'];
const WHERE: readonly Where[] = ['front', 'middle', 'behind'];

/** Time, in ms; often none, since what comes synchronously is a case of its own. */
export const aWait: fc.Arbitrary<number> = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }));

export const travels: fc.Arbitrary<Travel[]> = fc.oneof(
  fc.constant<Travel[]>([{ there: 0, back: 0 }]),
  fc.array(fc.record({ there: aWait, back: aWait }), { minLength: 1, maxLength: 8 }),
);

/** Nothing comes synchronously. */
export const slowTravels: fc.Arbitrary<Travel[]> = fc.array(
  fc.record({ there: fc.integer({ min: 1, max: 30 }), back: aWait }),
  { minLength: 1, maxLength: 8 },
);

export const faults: fc.Arbitrary<number[]> = fc.array(fc.nat(2), { maxLength: 5 });
export const rows: fc.Arbitrary<number> = fc.nat(40);
export const pageSize: fc.Arbitrary<number> = fc.integer({ min: 1, max: 8 });
export const aFew: fc.Arbitrary<number> = fc.integer({ min: 1, max: 5 });

/** Work on each page, in ms, over and over. */
export const work: fc.Arbitrary<number[]> = fc.array(aWait, { minLength: 1, maxLength: 6 });

const step = (kinds: readonly Kind[], where: readonly Where[]): fc.Arbitrary<Change[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      where: fc.constantFrom(...where),
      count: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 12 })),
      at: fc.nat(40),
    }),
    { maxLength: 2 },
  );

/** Anything may happen between two reads. */
export const anyScript: fc.Arbitrary<Change[][]> = fc.array(step(['insert', 'delete'], WHERE), {
  maxLength: 12,
});

/** Nothing but insertions, or nothing but deletions, from the first read to the last. */
export const oneWayScript = (kind: Kind, where: readonly Where[] = WHERE): fc.Arbitrary<Change[][]> =>
  fc.array(step([kind], where), { maxLength: 12 });

/** Nothing but insertions, or nothing but deletions, between each two reads. */
export const oneWaySteps = (insertWhere: readonly Where[] = WHERE): fc.Arbitrary<Change[][]> =>
  fc.array(fc.oneof(step(['insert'], insertWhere), step(['delete'], WHERE)), { maxLength: 12 });
