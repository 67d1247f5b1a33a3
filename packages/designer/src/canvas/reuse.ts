/**
 * The old value if the new one holds the same, down into plain objects and lists, else the new one. What
 * React compares by identity then changes only when something did.
 */
export function reuse<Value>(old: Value | undefined, next: Value): Value {
  return old !== undefined && isSame(old, next) ? old : next
}

/** Whether two values hold the same: numbers and texts alike, plain objects and lists part by part. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length || Array.isArray(a) !== Array.isArray(b)) return false
  return keys.every((key) => Object.hasOwn(b, key) && isSame(Reflect.get(a, key), Reflect.get(b, key)))
}
