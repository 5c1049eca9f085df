import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  effect,
  inject,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import {
  NavigationEnd,
  NavigationError,
  Router,
  RouterLink,
  RouterLinkActive,
  RouterOutlet,
} from '@angular/router';
import { filter, map, pairwise, skip } from 'rxjs';
import { Connectivity } from '../data/connectivity';
import { StudiesStore } from '../data/studies-store';
import { EmptyState } from '../ui/empty-state';
import { ErrorMessage } from '../ui/error-message';
import { Icon, type IconName } from '../ui/icon';
import { StudyRoute } from './study-route';
import { TEXTS } from './texts';
import { Theme } from './theme';

const NAVIGATION: readonly { readonly path: keyof typeof TEXTS.nav; readonly icon: IconName }[] = [
  { path: 'overview', icon: 'overview' },
  { path: 'records', icon: 'records' },
  { path: 'queries', icon: 'queries' },
  { path: 'register', icon: 'register' },
  { path: 'hood', icon: 'hood' },
];

const THEME_ICONS = { system: 'system', light: 'sun', dark: 'moon' } as const;

/** The frame around all views: which study, which view, which colours, and whether there is a network. */
@Component({
  selector: 'app-shell',
  imports: [EmptyState, ErrorMessage, Icon, RouterLink, RouterLinkActive, RouterOutlet],
  templateUrl: './shell.html',
  styleUrl: './shell.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Shell {
  readonly #document = inject(DOCUMENT);

  protected readonly studies = inject(StudiesStore);
  protected readonly route = inject(StudyRoute);
  protected readonly theme = inject(Theme);
  protected readonly online = inject(Connectivity).online;
  protected readonly texts = TEXTS;
  protected readonly navigation = NAVIGATION.map((item) => ({ ...item, label: TEXTS.nav[item.path] }));

  protected readonly themeIcon = computed(() => THEME_ICONS[this.theme.choice()]);
  protected readonly themeLabel = computed(() => TEXTS.theme[this.theme.choice()]);

  /** Whether the view that was asked for could not be loaded. */
  protected readonly isViewMissing = toSignal(
    inject(Router).events.pipe(
      filter((event) => event instanceof NavigationError || event instanceof NavigationEnd),
      map((event) => event instanceof NavigationError),
    ),
    { initialValue: false },
  );

  /** Whether the address names a study that is none of the list's. */
  protected readonly isUnknown = computed(() => {
    const key = this.route.key();
    return key !== null && this.studies.studies().status === 'loaded' && this.studies.chosenKey() !== key;
  });

  constructor() {
    const announcer = inject(LiveAnnouncer);
    const say = (text: string): void => void announcer.announce(text, 'polite');
    effect(() => {
      const study = this.studies.chosen();
      if (study) untracked(() => say(TEXTS.studyChosen(study.studyName)));
    });
    const online = toSignal(inject(Connectivity).online$.pipe(skip(1)));
    effect(() => {
      const state = online();
      if (state !== undefined) say(state ? TEXTS.backOnline : TEXTS.offline);
    });
    this.#followViews();
  }

  protected reload(): void {
    this.#document.location.reload();
  }

  protected choose(event: Event): void {
    this.route.go((event.target as HTMLSelectElement).value);
  }

  /** Another view begins at its heading, for those who read with a screen reader too. */
  #followViews(): void {
    const router = inject(Router);
    const view$ = router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => urlAfterRedirects.split('?')[0]),
      pairwise(),
      filter(([before, after]) => before !== after),
    );
    const moved = toSignal(view$);
    effect(() => {
      if (moved()) this.#document.querySelector<HTMLElement>('main')?.focus();
    });
  }
}
