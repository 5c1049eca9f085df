import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { ImednetClient } from 'imednet-rx';
import { interval, map, type Observable, tap } from 'rxjs';
import { type RecordedSpan, SpanRecorder } from '../data/span-recorder';
import { StudiesStore } from '../data/studies-store';
import { EmptyState } from '../ui/empty-state';
import { formatNumber } from '../ui/format-number';
import { Icon } from '../ui/icon';
import { StatCard } from '../ui/stat-card';
import { type SimulatorSettings, SimulatorStore, type StudyChanges } from './simulator-store';
import { TEXTS } from './texts';
import { waterfall } from './waterfall';

const ROWS = 40;
const TICK = 250;

/** What the client does: its requests over time, its queue and its circuit; and the faults that it copes with. */
@Component({
  selector: 'app-hood-view',
  imports: [EmptyState, Icon, StatCard],
  providers: [SimulatorStore],
  templateUrl: './hood-view.html',
  styleUrl: './hood-view.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HoodView {
  readonly #recorder = inject(SpanRecorder);
  readonly #client = inject(ImednetClient);
  readonly #studyKey = inject(StudiesStore).chosenKey;
  readonly #destroyed = inject(DestroyRef);
  readonly #tick = toSignal(interval(TICK).pipe(map(() => this.#recorder.now())), { initialValue: 0 });
  readonly #held = signal<{ readonly spans: readonly RecordedSpan[]; readonly now: number } | null>(null);

  protected readonly simulator = inject(SimulatorStore);
  protected readonly texts = TEXTS;
  protected readonly number = formatNumber;
  protected readonly flow = toSignal(this.#client.flow$, { requireSync: true });
  protected readonly circuit = toSignal(this.#client.circuitState$(), { initialValue: 'closed' });
  protected readonly counts = this.#recorder.counts;
  protected readonly isHeld = computed(() => this.#held() !== null);
  protected readonly isPaused = computed(() => this.flow().pausedUntil !== undefined);
  protected readonly answer = signal('');

  protected readonly shown = computed(() => {
    const { spans, now } = this.#held() ?? {
      spans: this.#recorder.spans(),
      now: Math.max(this.#tick(), this.#recorder.now()),
    };
    return waterfall(spans, now, ROWS);
  });

  protected readonly faults = computed(() => {
    const rates = this.simulator.settings()?.faults ?? {};
    return Object.entries(TEXTS.faults).map(([kind, label]) => ({
      kind,
      label,
      percent: Math.round(100 * (rates[kind] ?? 0)),
    }));
  });

  protected hold(): void {
    this.#held.update((held) => (held ? null : { spans: this.#recorder.spans(), now: this.#recorder.now() }));
  }

  protected setFault(kind: string, event: Event): void {
    const before = this.simulator.settings()?.faults ?? {};
    this.#set({ faults: { ...before, [kind]: valueOf(event) / 100 } }, event, 100 * (before[kind] ?? 0));
  }

  protected setLatency(event: Event): void {
    this.#set({ latency: valueOf(event) }, event, this.simulator.settings()?.latency ?? 0);
  }

  protected reset(): void {
    this.#tell(this.simulator.change({ faults: {}, latency: 0 }));
  }

  protected work(changes: StudyChanges): void {
    const studyKey = this.#studyKey();
    if (studyKey !== null) this.#tell(this.simulator.work(studyKey, changes));
  }

  /** A slider whose value was not taken goes back to what holds. */
  #set(changes: Partial<SimulatorSettings>, { target }: Event, before: number): void {
    const done$ = this.simulator.change(changes).pipe(
      tap((done) => {
        if (!done) (target as HTMLInputElement).value = String(before);
      }),
    );
    this.#tell(done$);
  }

  #tell(done$: Observable<boolean>): void {
    done$.pipe(takeUntilDestroyed(this.#destroyed)).subscribe((done) => {
      this.answer.set(done ? TEXTS.done : TEXTS.failed);
    });
  }

  protected milliseconds(duration: number | null): string {
    return duration === null ? '' : `${formatNumber(Math.round(duration))} ms`;
  }
}

function valueOf(event: Event): number {
  return (event.target as HTMLInputElement).valueAsNumber;
}
