/** Types of array elements, with their object ids in PostgreSQL's catalogue (pg_type.dat). */
const OIDS = { boolean: 16, bigint: 20, smallint: 21, integer: 23, text: 25, date: 1082, uuid: 2950 } as const

/** A type {@link encodeArray} can write. */
export type ElementType = keyof typeof OIDS

const HEADER_BYTES = 20
const NULL_LENGTH = -1
/** Days from 1970-01-01 to 2000-01-01, where PostgreSQL's days begin. */
const EPOCH_DAYS = 10_957
const DAY_MS = 86_400_000
const WORD = 2 ** 32

/** Room to write in, grown as needed; arrays are copied out of it. */
let room = Buffer.allocUnsafeSlow(64 * 1024)

function makeRoom(at: number, bytes: number): void {
  if (at + bytes <= room.length) return
  const larger = Buffer.allocUnsafeSlow(Math.max(2 * room.length, at + bytes))
  room.copy(larger, 0, 0, at)
  room = larger
}

/** Writes one value at a position and returns the position after it. */
type Write = (value: unknown, at: number) => number

const WRITE: Readonly<Record<ElementType, Write>> = {
  boolean: (value, at) => room.writeUInt8(value === true ? 1 : 0, writeLength(1, at)),
  smallint: (value, at) => room.writeInt16BE(Number(value), writeLength(2, at)),
  integer: (value, at) => room.writeInt32BE(Number(value), writeLength(4, at)),
  bigint: (value, at) => {
    const whole = Number(value)
    const high = Math.floor(whole / WORD)
    return room.writeUInt32BE(whole - high * WORD, room.writeInt32BE(high, writeLength(8, at)))
  },
  date: (value, at) => room.writeInt32BE(toDays(String(value)), writeLength(4, at)),
  uuid: writeUuid,
  text: (value, at) => {
    const text = String(value)
    makeRoom(at, 4 + 3 * text.length)
    const bytes = room.write(text, at + 4, 'utf8')
    return writeLength(bytes, at) + bytes
  },
}

/**
 * A PostgreSQL array in its binary form (array_recv in arrayfuncs.c): the database copies elements instead of
 * reading them as text. Null and undefined are NULL. `date` takes `YYYY-MM-DD`; a uuid that is none throws.
 */
export function encodeArray(type: ElementType, values: readonly unknown[]): Buffer {
  const write = WRITE[type]
  lastId = { text: ' ', at: 0 }
  let hasNull = 0
  let at = HEADER_BYTES
  for (const value of values) {
    makeRoom(at, 32)
    const isNull = value === null || value === undefined
    if (isNull) hasNull = 1
    at = isNull ? writeLength(NULL_LENGTH, at) : write(value, at)
  }
  const dimensions = values.length === 0 ? 0 : 1
  for (const [n, word] of [dimensions, hasNull, OIDS[type], values.length, 1].entries())
    room.writeInt32BE(word, 4 * n)
  return Buffer.from(room.subarray(0, dimensions === 0 ? 12 : at))
}

function writeLength(bytes: number, at: number): number {
  return room.writeInt32BE(bytes, at)
}

/** The id written last into this array, and where: columns of workspaces and versions repeat one id. */
let lastId = { text: ' ', at: 0 }

function writeUuid(value: unknown, at: number): number {
  const text = String(value)
  const start = writeLength(16, at)
  if (text === lastId.text) room.copyWithin(start, lastId.at, lastId.at + 16)
  else {
    writeDigits(text, start)
    lastId = { text, at: start }
  }
  return start + 16
}

function writeDigits(text: string, start: number): void {
  let end = start
  let pair = 0
  let digits = 0
  for (let n = 0; n < text.length; n += 1) {
    const digit = toDigit(text.charCodeAt(n))
    if (digit < 0) continue
    pair = (pair << 4) | digit
    digits += 1
    if (digits % 2 === 0) {
      room[end] = pair & 0xff
      end += 1
    }
  }
  if (digits !== 32 || text.length !== 36) throw new TypeError('not a uuid')
}

/** The value of a hexadecimal digit; -1 for anything else. */
function toDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  const letter = code | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

/** The day written last: most rows of a column fall on one. */
let lastDay = { text: '', number: 0 }

function toDays(text: string): number {
  if (text !== lastDay.text) lastDay = { text, number: Date.parse(text) / DAY_MS - EPOCH_DAYS }
  return lastDay.number
}
