/** Epoch milliseconds, UTC. The one form of a moment inside model, engine, kpi and runtime. */
export type Instant = number

/** Where the present comes from. Product code reads the machine's clock; tests and demo workspaces turn it. */
export interface Clock {
  /** The present moment. Two reads may return the same moment; none goes back. */
  now(): Date
}

/** Where fresh identifiers come from. */
export interface Ids {
  /** A UUID nobody else will get. */
  uuid(): string
}
