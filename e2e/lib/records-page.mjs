// The records view as its users know it.
export const progress = (page) => page.locator('app-records-view app-stream-progress');
const row = 'cdk-virtual-scroll-viewport [role=row]';
export const rows = (page) => page.locator(row);
export const openRecord = (page, id) => page.getByRole('button', { name: `Show record ${id}` });
export const filterBy = (page, name) => page.getByRole('combobox', { name });
export const studies = (page) => page.getByRole('combobox', { name: 'Study' });

export function progressReads(page, text) {
  return progress(page).getByText(text, { exact: true }).waitFor();
}

// Waits, since rows are made anew while they come.
export function showsRows(page, count) {
  return page.waitForFunction(
    ([selector, n]) => document.querySelectorAll(selector).length === n,
    [row, count],
  );
}

// Every record that the table holds, read by scrolling through it.
export function recordIds(page) {
  return page.locator('cdk-virtual-scroll-viewport').evaluate(async (viewport) => {
    const ids = new Set();
    const isAtEnd = () => viewport.scrollTop + viewport.clientHeight >= viewport.scrollHeight - 1;
    for (let top = 0; ; top += viewport.clientHeight) {
      viewport.scrollTop = top;
      // The rows follow with the next frame.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      for (const button of viewport.querySelectorAll('[role=row] button'))
        ids.add(Number(button.textContent));
      if (isAtEnd()) return [...ids].sort((a, b) => a - b);
    }
  });
}
