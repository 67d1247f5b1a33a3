import type { Token } from 'markdown-it'

interface Place {
  /** One prefix per open list or quote, for the lines after the first. */
  readonly indents: string[]
  /** Numbers of the open lists; undefined for bullets. */
  readonly counters: (number | undefined)[]
  /** What stands before the next line of text: a bullet, once. */
  lead: string
  /** Cells of the open table row. */
  row: string[] | undefined
}

/** Parsed Markdown as a person would type it without formatting: paragraphs, `- ` lists, `text (address)` links. */
export function toPlainText(tokens: readonly Token[]): string {
  const place: Place = { indents: [], counters: [], lead: '', row: undefined }
  const blocks: string[] = []
  for (const token of tokens) {
    const text = blockText(token, place)
    if (text !== undefined) blocks.push(text)
  }
  return blocks.join('\n').replaceAll(/\n{3,}/g, '\n\n')
}

function blockText(token: Token, place: Place): string | undefined {
  switch (token.type) {
    case 'inline':
      return lineText(inlineText(token.children ?? []), place)
    case 'tr_open':
      place.row = []
      return undefined
    case 'tr_close':
      return closeRow(place)
    case 'fence':
    case 'code_block':
      return `${indented(token.content.trimEnd(), place)}\n`
    case 'hr':
      return `${indented('-----', place)}\n`
    case 'paragraph_close':
    case 'heading_close':
      return token.hidden ? undefined : ''
    default:
      return containerText(token, place)
  }
}

function containerText(token: Token, place: Place): string | undefined {
  if (token.type === 'bullet_list_open') place.counters.push(undefined)
  if (token.type === 'ordered_list_open') place.counters.push(Number(token.attrGet('start') ?? 1))
  if (token.type === 'list_item_open') openItem(place)
  if (token.type === 'blockquote_open') place.indents.push('> ')
  if (token.type === 'list_item_close' || token.type === 'blockquote_close') place.indents.pop()
  if (!token.type.endsWith('_list_close')) return token.type === 'table_close' ? '' : undefined
  place.counters.pop()
  return place.counters.length === 0 ? '' : undefined
}

function lineText(text: string, place: Place): string | undefined {
  if (place.row === undefined) return indented(text, place)
  place.row.push(text)
  return undefined
}

function closeRow(place: Place): string {
  const cells = place.row ?? []
  place.row = undefined
  return indented(cells.join(' | '), place)
}

function openItem(place: Place): void {
  const last = place.counters.length - 1
  const number = place.counters[last]
  if (number !== undefined) place.counters[last] = number + 1
  place.lead = number === undefined ? '- ' : `${number}. `
  place.indents.push(' '.repeat(place.lead.length))
}

function indented(text: string, place: Place): string {
  const indent = place.indents.join('')
  const first = place.lead === '' ? indent : `${place.indents.slice(0, -1).join('')}${place.lead}`
  place.lead = ''
  return `${first}${text.replaceAll('\n', `\n${indent}`)}`
}

function inlineText(children: readonly Token[]): string {
  let text = ''
  const open: { url: string; from: number }[] = []
  for (const child of children) {
    if (child.type === 'link_open') open.push({ url: String(child.attrGet('href') ?? ''), from: text.length })
    const link = child.type === 'link_close' ? open.pop() : undefined
    text += link === undefined ? spanText(child) : addressText(text.slice(link.from), link.url)
  }
  return text
}

function addressText(label: string, url: string): string {
  const shown = url.replace(/^mailto:/, '')
  return label === shown || `${label}/` === shown ? '' : ` (${shown})`
}

function spanText(token: Token): string {
  if (token.type === 'hardbreak' || token.type === 'softbreak') return '\n'
  return token.type === 'image' ? inlineText(token.children ?? []) : token.content
}
