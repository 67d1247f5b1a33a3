// oxlint-disable typescript/no-unnecessary-type-parameters -- names what the column holds

/**
 * A JSON column as the word it was written from. Only for columns this package alone writes: their shape is
 * held by the types of the functions that write them, and by the lock on the table schema.
 */
export function parseColumn<T>(text: string): T {
  return JSON.parse(text) as T // oxlint-disable-line typescript/no-unsafe-type-assertion -- the one parser of our own columns
}
