import type { Routes } from '@angular/router';
import { TEXTS } from './shell/texts';

const { nav, title } = TEXTS;

/** The views, each loaded when it is first shown. */
export const appRoutes: Routes = [
  {
    path: 'overview',
    title: title(nav.overview),
    loadComponent: () => import('./overview/overview-view').then(({ OverviewView }) => OverviewView),
  },
  {
    path: 'records',
    title: title(nav.records),
    loadComponent: () => import('./records/records-view').then(({ RecordsView }) => RecordsView),
  },
  {
    path: 'queries',
    title: title(nav.queries),
    loadComponent: () => import('./queries/queries-view').then(({ QueriesView }) => QueriesView),
  },
  {
    path: 'register',
    title: title(nav.register),
    loadComponent: () => import('./register/register-view').then(({ RegisterView }) => RegisterView),
  },
  {
    path: 'hood',
    title: title(nav.hood),
    loadComponent: () => import('./hood/hood-view').then(({ HoodView }) => HoodView),
  },
  { path: '**', redirectTo: 'overview' },
];
