/** The source of events that we bring about ourselves: receipts, emitted events, asks of the studio. */
export const OWN_SOURCE = '00000000-0000-4000-8000-000000000000'
