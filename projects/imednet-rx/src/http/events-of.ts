import { Observable } from 'rxjs';

/** Emits each event of this name; listens while it is subscribed to. */
export function eventsOf(target: EventTarget, name: string): Observable<Event> {
  return new Observable((subscriber) => {
    const listener = (event: Event): void => {
      subscriber.next(event);
    };
    target.addEventListener(name, listener);
    return () => {
      target.removeEventListener(name, listener);
    };
  });
}
