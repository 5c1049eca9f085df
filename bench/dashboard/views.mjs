import { progressReads, rows } from '../../e2e/lib/records-page.mjs';

const pause = (page) => page.waitForTimeout(100);

/** Each view that streams, when it has everything, and what its user does meanwhile. */
export const views = [
  {
    name: 'overview, charts turned into tables and back',
    path: '/overview',
    isDone: (page, count) => page.getByText(`${count} of ${count} records`).waitFor(),
    async interact(page) {
      for (const button of await page.getByRole('button', { name: /^Show as/ }).all()) {
        await button.click();
        await pause(page);
      }
    },
  },
  {
    name: 'records, scrolled and a record opened',
    path: '/records',
    isDone: (page, count) => progressReads(page, `${count} of ${count} records`),
    async interact(page) {
      await rows(page).first().hover();
      for (let turn = 0; turn < 5; turn++) {
        await page.mouse.wheel(0, 3000);
        await pause(page);
      }
      await page.mouse.wheel(0, -1e6);
      await rows(page).first().getByRole('button').click();
      await pause(page);
      await page.keyboard.press('Escape');
      await pause(page);
    },
  },
];
