import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Outlines on a 24 × 24 grid. */
const OUTLINES = {
  overview: 'M4 20V10m5.5 10V4M15 20v-7m5 7V8',
  records: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  queries: 'M4 5h16v11H10l-4 4v-4H4zM9.6 9a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .7-1 1.3M12 14v.1',
  register:
    'M10 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 20c.4-3.6 3-6 6.5-6 1.3 0 2.5.3 3.5.9M18 14v6m-3-3h6',
  hood: 'M3 12h4l2.5-7 4.5 14 2.5-7H21',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  system: 'M4 5h16v11H4zM9 20h6M12 16v4',
  close: 'M6 6l12 12M18 6 6 18',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  updown: 'M8 9l4-4 4 4M8 15l4 4 4-4',
  alert: 'M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.1',
  offline:
    'M3 3l18 18M5 12.5a10 10 0 0 1 4.3-2.4M14.5 10a10 10 0 0 1 4.5 2.5M8.5 16a5 5 0 0 1 7 0M12 19.5v.1M2 8.8A15 15 0 0 1 6 6.3M10.5 5.1A15 15 0 0 1 22 8.8',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  table: 'M4 5h16v14H4zM4 10h16M12 10v9',
  chart: 'M4 4v16h16M8 15l3.5-4 3 2.5L19 8',
  refresh: 'M20 11a8 8 0 1 0-2.3 6.2M20 5v6h-6',
  live: 'M12 10.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zM8.1 16a5.5 5.5 0 0 1 0-8M15.9 8a5.5 5.5 0 0 1 0 8M5.3 18.7a9.5 9.5 0 0 1 0-13.4M18.7 5.3a9.5 9.5 0 0 1 0 13.4',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.4-3.6 3-6 6.5-6s6.1 2.4 6.5 6M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.6c2 .9 3.3 2.8 3.5 5.4',
  site: 'M5 20V8l7-4 7 4v12zM9.5 20v-5h5v5M12 8.5v3M10.5 10h3',
  inbox: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 2.5h4l1-2.5h5',
} as const;

export type IconName = keyof typeof OUTLINES;

/** A decoration: what it stands for must be said in words beside it. */
@Component({
  selector: 'app-icon',
  template: `
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path [attr.d]="outline()" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      width: 1.25rem;
      height: 1.25rem;
    }

    svg {
      width: 100%;
      height: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.75;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Icon {
  readonly name = input.required<IconName>();

  protected readonly outline = computed(() => OUTLINES[this.name()]);
}
