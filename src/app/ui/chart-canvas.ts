import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { Theme } from '../shell/theme';
import type * as ChartLibrary from './chart-library';
import { type ChartColours, chartData, chartSettings } from './chart-settings';
import type { ChartSpec } from './chart-spec';

type Library = typeof ChartLibrary;

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
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChartCanvas {
  readonly spec = input.required<ChartSpec>();

  readonly #theme = inject(Theme);
  protected readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  readonly #library = signal<Library | null>(null);
  #chart: InstanceType<Library['Chart']> | undefined;
  #drawnDark: boolean | undefined;

  constructor() {
    void import('./chart-library').then((library) => {
      this.#library.set(library);
    });
    effect(() => {
      const library = this.#library();
      if (library) this.#draw(library, this.spec(), this.#theme.isDark());
    });
    inject(DestroyRef).onDestroy(() => {
      this.#chart?.destroy();
    });
  }

  #draw({ Chart }: Library, spec: ChartSpec, isDark: boolean): void {
    const canvas = this.canvas().nativeElement;
    const colours = coloursOf(canvas);
    if (!this.#chart || this.#drawnDark !== isDark) {
      this.#chart?.destroy();
      this.#chart = new Chart(canvas, chartSettings(spec, colours));
      this.#drawnDark = isDark;
      return;
    }
    this.#chart.data = chartData(spec, colours);
    this.#chart.update('none');
  }
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
