/** What the parts that all views share say. */
export const TEXTS = {
  tryAgain: 'Try again',
  goOn: 'Go on from here',
  readAgain: 'Read again',
  showTable: 'Show as table',
  showChart: 'Show as chart',
  loading: 'Loading…',
  unread: 'This could not be read.',
  unreadHint: 'could not be read',
  none: '–',
  progress: (items: string, total: string | null, what: string) =>
    total === null ? `${items} ${what}` : `${items} of ${total} ${what}`,
  live: {
    button: 'Live',
    first: 'Reading the list…',
    fresh: 'Up to date',
    hidden: 'Paused while the page is hidden',
    stale: (failures: number) =>
      failures === 1 ? 'Not up to date: the last read failed' : `Not up to date: ${failures} reads failed`,
    changes: (added: number, changed: number, removed: number) =>
      `${added} added, ${changed} changed, ${removed} removed`,
    marks: { added: 'Added', changed: 'Changed', removed: 'Removed' },
  },
  errors: {
    keys: 'iMednet does not accept the keys of this dashboard.',
    access: 'The keys of this dashboard do not give access to this study.',
    rate: 'iMednet asks for fewer requests.',
    wait: (seconds: number) => `Wait ${seconds} seconds.`,
    waitAMoment: 'Wait a moment.',
    slow: 'iMednet took too long to answer.',
    network: 'iMednet can’t be reached. Check the network connection.',
    circuit: 'iMednet keeps failing, so this dashboard has stopped asking for a moment.',
    server: 'iMednet has a problem at the moment.',
    module: 'A part of this dashboard could not be loaded. Reload the page when the network is back.',
    other: 'Something unexpected went wrong.',
  },
} as const;
