// Each view, and how one knows that it has read everything of a study of 600 records.
export const views = [
  { name: 'overview', path: '/overview', ready: (page) => page.getByText('600 of 600 records').waitFor() },
  { name: 'records', path: '/records', ready: (page) => page.getByText('600 of 600 records').waitFor() },
  {
    name: 'queries',
    path: '/queries',
    ready: (page) => page.getByText(/^(\d+) of \1 queries read$/).waitFor(),
  },
  { name: 'register', path: '/register', ready: (page) => page.getByLabel('Site').waitFor() },
  { name: 'hood', path: '/hood', ready: (page) => page.getByText('503 Service unavailable').waitFor() },
];
