/**
 * Every table that code reads by name. Each owner adds its own rows here by declaration merging,
 * next to the queries that use them, so that platform need not know the slices.
 */
// eslint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Tables {}
