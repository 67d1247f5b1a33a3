import { isJsonList } from '@periplo/model'
import type { JsonValue, Literal } from '@periplo/model'
import { someTruth } from './kleene.ts'
import type { Truth } from './kleene.ts'

type Equals = (a: JsonValue, b: JsonValue) => Truth

/** Whether a plain value is one of several; unknown where it cannot be told from one of them and equals none. */
export function isOneOf(value: JsonValue, wanted: readonly Literal[], equals: Equals): Truth {
  return someTruth(wanted, (one) => equals(value, one))
}

/** Whether every or some wanted value is among the items of a list; unknown for what is no list. */
export function isListOf(
  value: JsonValue,
  { wanted, how, equals }: { wanted: readonly Literal[]; how: 'every' | 'some'; equals: Equals },
): Truth {
  if (!isJsonList(value)) return undefined
  return wanted[how]((one) => value.some((item) => equals(item, one) === true))
}
