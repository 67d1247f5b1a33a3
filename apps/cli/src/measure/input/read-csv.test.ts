import { expect, test } from 'vitest'
import { COUNT, FLAG, NUMBER, TEXT, momentIn, numberFrom, orEmpty } from './cell-type.ts'
import type { CellType } from './cell-type.ts'
import type { Input } from './open-input.ts'
import { openCsv } from './read-csv.ts'

/** A table as it comes in: cut into pieces at places that mean nothing. */
function tell(text: string, format: Input['format'] = 'csv'): Input {
  async function* pieces(): AsyncIterable<string> {
    for (let at = 0; at < text.length; at += 7) yield text.slice(at, at + 7)
  }
  return { file: 'f.csv', format, head: text, texts: pieces() }
}

async function readColumn<T>(text: string, usual: string, type: CellType<T>): Promise<readonly T[]> {
  const table = await openCsv(tell(text))
  const valueOf = table.column({ usual: [usual] }, type)
  const values: T[] = []
  for await (const row of table.rows) values.push(valueOf(row))
  return values
}

test.each([
  { text: 'a,b\n1,2\n', why: 'plain' },
  { text: 'a,b\r\n1,2\r\n', why: 'lines of Windows' },
  { text: 'a;b\n1;2\n', why: 'semicolons' },
  { text: 'a\tb\n1\t2', why: 'tabs, and no line end at the end' },
  { text: ' a , "b"\n 1 , 2 \n', why: 'blanks around' },
  { text: 'A,B\n1,2\n', why: 'capitals' },
  { text: 'a,b\n\n1,2\n\n', why: 'blank lines' },
  { text: '"x;y;z;",a\n";;;",1\n', why: 'semicolons inside of quotes' },
])('reads $text ($why)', async ({ text }) => {
  expect(await readColumn(text, 'a', COUNT)).toEqual([1])
})

test('a quoted cell may hold delimiters, quotes and line breaks, and lines are still counted', async () => {
  const text = 'a,b\n"x, ""y""\nz",1\nw,2\n'
  expect(await readColumn(text, 'a', TEXT)).toEqual(['x, "y"\nz', 'w'])
  const table = await openCsv(tell(text))
  const lines: number[] = []
  for await (const { line } of table.rows) lines.push(line)
  expect(lines).toEqual([2, 4])
})

test.each([
  { text: 'a,b\n1\n', says: 'f.csv line 2: the row has 1 cells and the header 2.' },
  { text: 'a,b\n1,2,3\n', says: 'f.csv line 2: the row has 3 cells and the header 2.' },
  { text: 'a,b\n', says: 'f.csv: it has a header and no rows.' },
  { text: 'a,a\n1,2\n', says: 'f.csv line 1: two columns are called "a".' },
  { text: 'b,c\n1,2\n', says: 'f.csv line 1: there is no column a; it has b, c.' },
  { text: 'a\n"1\n', says: 'f.csv line 2: it is no CSV' },
  { text: 'a\n1\n2"x"\n', says: 'f.csv line 3' },
  { text: 'a,b\nx,1\n', says: 'f.csv line 2, column a: "x" is not a whole number, 0 or more.' },
  { text: 'a,b\n-3,1\n', says: '"-3" is not a whole number, 0 or more.' },
  { text: 'a,b\n"q\nr",1\n', says: 'f.csv line 2, column a: "q\\nr" is not' },
  { text: 'a,b\n,1\n', says: 'f.csv line 2, column a: the cell is empty and should hold a whole number' },
])('refuses $text', async ({ text, says }) => {
  await expect(readColumn(text, 'a', COUNT)).rejects.toThrow(says)
})

test.each(['xml', 'json-lines'] as const)('%s is no table', async (format) => {
  await expect(openCsv(tell('<a>', format))).rejects.toThrow(/where a CSV table is asked for/)
})

test('a missing column is named with what there is, what may be meant and how to name it', async () => {
  const table = await openCsv(tell('persons,evnt\n1,2\n'))
  expect(() => table.column({ usual: ['event'], flag: '--event' }, TEXT)).toThrow(
    'there is no column event; it has persons, evnt. Did you mean evnt? --event names another.',
  )
  expect(() => table.column({ asked: 'person', usual: ['user'] }, TEXT)).toThrow(/Did you mean persons\?/)
  expect(table.optionalColumn({ usual: ['nothing'] }, TEXT)).toBeUndefined()
  expect(() => table.optionalColumn({ asked: 'nothing', usual: ['x'] }, TEXT)).toThrow(/no column nothing/)
})

test.each<{ type: CellType<unknown>; text: string; value: unknown }>([
  { type: NUMBER, text: '-1.5e3', value: -1500 },
  { type: NUMBER, text: '0x10', value: undefined },
  { type: NUMBER, text: 'Infinity', value: undefined },
  { type: NUMBER, text: '1,5', value: undefined },
  { type: NUMBER, text: '1e15', value: 1e15 },
  { type: NUMBER, text: '1e16', value: undefined },
  { type: COUNT, text: '1.5', value: undefined },
  { type: COUNT, text: '9007199254740993', value: undefined },
  { type: numberFrom(0, 1), text: '1.01', value: undefined },
  { type: FLAG, text: 'Sí', value: true },
  { type: FLAG, text: 'FALSE', value: false },
  { type: FLAG, text: '2', value: undefined },
  { type: orEmpty(FLAG), text: '', value: null },
  { type: momentIn('Europe/Madrid'), text: '2026-07-01 00:00', value: Date.UTC(2026, 5, 30, 22) },
])('$text is $value', ({ type, text, value }) => {
  expect(type.find(text)).toBe(value)
})
