import type { Faker, Randomizer } from '@faker-js/faker';
import { faker as stock } from '@faker-js/faker/locale/en';
import { Random } from '../random';

/** Words that rows choose from: faker is asked once per study, rows only pick. */
export interface WordPools {
  readonly hospitals: readonly string[];
  readonly people: readonly Person[];
  readonly remarks: readonly [string, ...string[]];
  readonly sponsor: string;
  readonly title: string;
}

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly login: string;
}

/** The index module has the class but loads every language; and the shared instance is the user's to seed. */
const FakerClass = stock.constructor as new (options: {
  locale: typeof stock.rawDefinitions;
  randomizer: Randomizer;
}) => Faker;

export function createWordPools(seed: number, sites: number, people: number): WordPools {
  const random = new Random(seed);
  const faker = new FakerClass({
    locale: stock.rawDefinitions,
    randomizer: { next: () => random.next(), seed: () => undefined },
  });
  const remark = (): string => faker.lorem.sentence({ min: 3, max: 8 });
  return {
    hospitals: Array.from({ length: Math.min(sites, 200) }, () => `${faker.location.city()} Hospital`),
    people: Array.from({ length: people }, (_, index) => {
      const firstName = faker.person.firstName();
      const lastName = faker.person.lastName();
      return { firstName, lastName, login: `${firstName[0] ?? ''}${lastName}${index + 1}`.toLowerCase() };
    }),
    remarks: [remark(), ...Array.from({ length: 31 }, remark)],
    sponsor: faker.company.name(),
    title: `${faker.commerce.productAdjective()} ${faker.science.chemicalElement().name} in Adults`,
  };
}
