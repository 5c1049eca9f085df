import { FakeImednet } from 'imednet-rx/testing';

const PAGE_SIZE = 500;

/** A list of records as the bytes of its pages, and what a client must have seen after reading them all. */
export interface RenderedList {
  readonly pages: readonly Buffer[];
  readonly records: number;
  /** Sum of all record numbers. */
  readonly sum: number;
  readonly bytes: number;
}

/** Renders all pages of a list, so that none of it happens while something is measured. */
export function renderList(records: number): RenderedList {
  const fake = new FakeImednet({ records });
  const pages = Array.from({ length: Math.ceil(records / PAGE_SIZE) }, (_, page) => {
    const { body } = fake.handle({
      method: 'GET',
      path: '/api/v1/edc/studies/DEMO/records',
      query: new URLSearchParams({ page: String(page), size: String(PAGE_SIZE) }),
      headers: {},
    });
    return Buffer.from(JSON.stringify(body));
  });
  let sum = 0;
  for (const { recordId } of fake.records('DEMO')) sum += recordId;
  return { pages, records, sum, bytes: pages.reduce((total, { length }) => total + length, 0) };
}
