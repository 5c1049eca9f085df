/** A chart, and the same facts as a table. */
export interface ChartSpec {
  /** In words, for those who do not see it. */
  readonly summary: string;
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
  readonly horizontal?: boolean;
  readonly stacked?: boolean;
  /** Greatest value of the axis; what the data need by default. */
  readonly max?: number;
  readonly unit?: string;
  readonly table: ChartTable;
}

export interface ChartSeries {
  readonly name: string;
  readonly values: readonly number[];
  readonly as?: 'bar' | 'line';
  /** Whether it is measured by an axis of its own, on the other side. */
  readonly apart?: boolean;
  /** Number of a colour of the page. */
  readonly colour: 1 | 2 | 3 | 4 | 5 | 6;
}

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}
