import { control } from './lib/control.mjs';
import { progressReads, showsRows } from './lib/records-page.mjs';
import { useStage } from './lib/stage.mjs';

describe('registering a subject', () => {
  const stage = useStage();
  const register = (page) => page.getByRole('button', { name: 'Register', exact: true });
  const answers = { sex: 'Female', age: '47' };

  async function fillIn(page, simulator) {
    await page.getByLabel('Site').selectOption({ index: 2 });
    const { body } = simulator.fake.handle({
      method: 'GET',
      path: '/api/v1/edc/studies/DEMO/variables',
      query: new URLSearchParams({ size: '500', filter: 'formKey==REG' }),
      headers: { 'x-api-key': 'canary-api-key', 'x-imn-security-key': 'canary-security-key' },
    });
    for (const { variableName, label } of body.data) {
      if (answers[variableName]) await page.getByLabel(label, { exact: true }).fill(answers[variableName]);
    }
  }
  const registered = (simulator) =>
    [...simulator.fake.records('DEMO')].filter(
      ({ recordData }) =>
        String(recordData.age) === '47' && recordData.sex === 'Female' && !('regdt' in recordData),
    );

  it('writes it once, tells its key, and shows it once', async () => {
    const { page, simulator, go, seen } = await stage({ records: 100, faults: { 503: 0.1 }, faultSeed: 3 });
    await go('/register');
    await fillIn(page, simulator);
    await register(page).dblclick();
    await page.getByText(/^The subject’s key is/).waitFor();
    expect(simulator.fake.posts).toBe(1);
    const [record, ...more] = registered(simulator);
    expect(more).toEqual([]);
    await page.getByText(`The subject’s key is ${record.subjectKey}.`).waitFor();
    await page.getByRole('link', { name: 'Records' }).click();
    await page.getByRole('combobox', { name: 'Form' }).selectOption('REG');
    await page.getByRole('textbox', { name: 'Subject' }).fill(record.subjectKey);
    await page.keyboard.press('Tab');
    await progressReads(page, '1 of 1 records');
    await showsRows(page, 1);
    expect(seen.errors).toEqual([]);
  });

  it('sends nothing while an answer is wrong, and says which', async () => {
    const { page, simulator, go } = await stage({ records: 100 });
    await go('/register');
    await page.getByLabel('Site').waitFor();
    await fillIn(page, simulator);
    await page.getByLabel('Age (years)').fill('old');
    await register(page).click();
    await page.getByText('must be a whole number', { exact: false }).waitFor();
    expect(simulator.fake.posts).toBe(0);
  });

  it('stays open while iMednet works on it and nobody can follow, and finds it later', async () => {
    const { page, simulator, go, seen } = await stage({ records: 100 });
    await go('/register');
    await fillIn(page, simulator);
    await page.route(/\/jobs\//, (route) => route.fulfill({ status: 403, body: '{}' }));
    await register(page).click();
    await page.getByText('iMednet may have registered the subject', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: 'Edit and register again' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Look for it' }).click();
    await page.getByRole('alert').getByText('do not give access', { exact: false }).waitFor();
    await page.unroute(/\/jobs\//);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('iMednet is still working on it', { exact: false }).waitFor();
    const done = page.getByText(/^The subject’s key is/);
    while ((await done.count()) === 0) {
      const look = page.getByRole('button', { name: 'Look for it' });
      if (await look.isEnabled().catch(() => false)) await look.click().catch(() => undefined);
      await page.waitForTimeout(50);
    }
    expect(simulator.fake.posts).toBe(1);
    expect(registered(simulator).length).toBe(1);
    expect(seen.errors).toEqual([]);
  });

  it('sends nothing while the network is away, and does when it is back', async () => {
    const { page, context, simulator, go, seen } = await stage({ records: 100 });
    await go('/register');
    await fillIn(page, simulator);
    await context.setOffline(true);
    await page.getByText('nothing can be registered now', { exact: false }).waitFor();
    await page.getByLabel('Age (years)').press('Enter');
    expect(await register(page).isDisabled()).toBe(true);
    await page.getByText('Nothing was sent yet.').waitFor();
    await context.setOffline(false);
    await register(page).click();
    await page.getByText(/^The subject’s key is/).waitFor();
    expect(simulator.fake.posts).toBe(1);
    expect(seen.errors).toEqual([]);
  });

  it('leads the focus to what happens, and back to the form', async () => {
    const { page, simulator, go } = await stage({ records: 100 });
    await go('/register');
    await fillIn(page, simulator);
    await page.getByLabel('Age (years)').press('Enter');
    const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);
    expect(await hasFocus(page.getByRole('heading', { name: 'What has happened' }))).toBe(true);
    await page.getByRole('button', { name: 'Register another subject' }).click();
    await page.waitForFunction(() => document.activeElement.localName === 'select');
    expect(await hasFocus(page.getByRole('combobox', { name: 'Registration form' }))).toBe(true);
    expect(await page.getByLabel('Age (years)').inputValue()).toBe('');
  });

  it('asks before the page is left while nobody knows', async () => {
    const { page, simulator, go } = await stage({ records: 100 });
    await go('/register');
    await fillIn(page, simulator);
    await page.route(/\/jobs\//, (route) => route.fulfill({ status: 403, body: '{}' }));
    await register(page).click();
    await page.getByText('iMednet may have registered the subject', { exact: false }).waitFor();
    await page.getByRole('link', { name: 'Queries' }).click();
    await page.waitForURL(/queries/);
    await page.goBack();
    await page.getByText('In study DEMO', { exact: true }).waitFor();
    await page.getByLabel('Site').waitFor();
    expect(await register(page).isDisabled()).toBe(true);
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
  });

  it('names none of several subjects as the new one', async () => {
    const { page, simulator, go } = await stage({ records: 100 });
    await go('/register');
    await fillIn(page, simulator);
    await register(page).click();
    await page.getByText(/^The subject’s key is/).waitFor();
    await page.getByRole('button', { name: 'Register another subject' }).click();
    await fillIn(page, simulator);
    await register(page).click();
    await page.getByText('Several subjects have these answers', { exact: false }).waitFor();
    expect(await page.getByText('The subject’s key is', { exact: false }).count()).toBe(0);
    expect(registered(simulator).length).toBe(2);
  });

  it('does not send again what may have arrived, and looks for it first', async () => {
    const { page, simulator, go } = await stage({ records: 100 });
    await go('/register');
    await fillIn(page, simulator);
    await control(simulator, { faults: { 'reset-after': 1 } });
    await register(page).click();
    await page.getByText('iMednet may have registered the subject', { exact: false }).waitFor();
    await control(simulator, { faults: {} });
    expect(simulator.fake.posts).toBe(1);
    expect(await register(page).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'I have looked in iMednet myself' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Look for it' }).click();
    await page.getByText('iMednet may still be working on it', { exact: false }).waitFor();
    expect(simulator.fake.posts).toBe(1);
  });
});
