/** The ways in which numbers of `recordData` can be returned. */
export const NUMBER_FORMATS = ['number', 'text'] as const;

/** How numbers of `recordData` are returned: as JavaScript numbers, or as the text that the server sent. */
export type NumberFormat = (typeof NUMBER_FORMATS)[number];
