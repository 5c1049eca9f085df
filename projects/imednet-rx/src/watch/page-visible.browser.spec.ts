import { pageVisible$ } from './page-visible';

describe('pageVisible$', () => {
  afterEach(() => {
    Reflect.deleteProperty(document, 'visibilityState');
  });

  const turn = (state: DocumentVisibilityState): void => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  };

  it('tells whether the page is visible, then each change, until nobody listens', () => {
    turn('hidden');
    const told: boolean[] = [];
    const subscription = pageVisible$.subscribe((visible) => told.push(visible));
    turn('visible');
    turn('hidden');
    subscription.unsubscribe();
    turn('visible');
    expect(told).toEqual([false, true, false]);
  });
});
