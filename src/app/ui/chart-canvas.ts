import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Theme } from '../shell/theme';
import type * as ChartLibrary from './chart-library';
import { type ChartColours, chartSettings } from './chart-settings';
import type { ChartSpec } from './chart-spec';
import { FRAME_QUEUE } from './frame-queue';

type Library = typeof ChartLibrary;
type Chart = InstanceType<Library['Chart']>;

/** Draws a chart, again whenever its facts or the colours change. */
@Component({
  selector: 'app-chart-canvas',
  template: `<canvas #canvas role="img" [attr.aria-label]="spec().summary"></canvas>`,
  styles: `
    :host {
      display: block;
      position: relative;
      height: 100%;
    }

    /* It is painted in colours of its own, which have to stay apart. */
    canvas {
      forced-color-adjust: none;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChartCanvas {
  readonly spec = input.required<ChartSpec>();
  /** What draws could not be loaded. */
  readonly failed = output();

  readonly #theme = inject(Theme);
  readonly #frames = inject(FRAME_QUEUE);
  protected readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  readonly #library = signal<Library | null>(null);
  #chart: Chart | undefined;

  constructor() {
    const destroyRef = inject(DestroyRef);
    import('./chart-library').then(
      (library) => {
        this.#library.set(library);
      },
      () => {
        if (!destroyRef.destroyed) this.failed.emit();
      },
    );
    effect(() => {
      const [library, spec] = [this.#library(), this.spec()];
      this.#theme.isDark();
      if (!library) return;
      this.#frames.put(this, () => {
        this.#draw(library, spec);
      });
    });
    destroyRef.onDestroy(() => {
      this.#frames.remove(this);
      this.#chart?.destroy();
    });
  }

  #draw({ Chart }: Library, spec: ChartSpec): void {
    const canvas = this.canvas().nativeElement;
    const settings = chartSettings(spec, coloursOf(canvas));
    if (this.#chart) {
      fill(this.#chart, settings);
      return;
    }
    // To begin takes as long as to draw: each gets a frame of its own.
    const chart = new Chart(canvas, { ...settings, data: { labels: [], datasets: [] } });
    this.#chart = chart;
    this.#frames.put(this, () => {
      fill(chart, settings);
    });
  }
}

function fill(chart: Chart, { data, options }: ReturnType<typeof chartSettings>): void {
  chart.data = data;
  if (options) chart.options = options;
  chart.update('none');
}

/** A custom property holds both of its colours; only a computed one is what the page shows. */
function coloursOf(element: HTMLElement): ChartColours {
  const before = element.style.color;
  const resolved = (name: string): string => {
    element.style.color = `var(--${name})`;
    return getComputedStyle(element).color;
  };
  const colours = {
    text: resolved('muted'),
    grid: resolved('border'),
    surface: resolved('surface'),
    series: [1, 2, 3, 4, 5, 6].map((number) => resolved(`series-${number}`)),
  };
  element.style.color = before;
  return colours;
}
