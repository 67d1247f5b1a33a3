import MarkdownIt from 'markdown-it'
import type { Token } from 'markdown-it'
import { findSafeLink, isTrackable, resolveLink } from './links.ts'
import { BUTTON_STYLE, RIGHT_CELL_STYLE, TAG_STYLES } from './styles.ts'
import type { Slots } from './slots.ts'

/** Markdown for e-mail. One document at a time. */
export interface Markdown {
  /** Parses `source`; link addresses get their values from `slots`, and only http, https and mailto survive. */
  parse(source: string, slots: Slots): Token[]
  /** HTML of the tokens with inline styles. Values and counted links are still marks of `slots`. */
  toHtml(tokens: Token[], options: { slots: Slots; untracked: string | undefined }): string
}

/** CommonMark with tables and strikethrough; raw HTML is text, bare addresses stay text. */
export function createMarkdown(): Markdown {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: false })
  let slots: Slots | undefined
  markdown.normalizeLink = (address) => {
    const resolved = slots === undefined ? address : resolveLink(address, slots)
    return findSafeLink(resolved) ?? resolved
  }
  markdown.normalizeLinkText = (address) => address
  markdown.validateLink = (address) => findSafeLink(address) !== undefined
  return {
    parse(source, current) {
      slots = current
      return markdown.parse(source, {})
    },
    toHtml(tokens, { slots, untracked }) {
      tokens.forEach((token, index) => styleBlock(token, tokens[index - 1]))
      closeGaps(tokens)
      for (const link of tokens.flatMap(linksOf)) markLink(link, slots, untracked)
      return markdown.renderer.render(tokens, markdown.options, {})
    },
  }
}

function styleBlock(token: Token, before: Token | undefined): void {
  styleToken(token)
  const children = token.children ?? []
  for (const child of children) styleToken(child)
  if (before?.type === 'paragraph_open' && before.level === 0 && isLoneLink(children)) {
    children[0]?.attrSet('class', 'button')
    children[0]?.attrSet('style', BUTTON_STYLE)
  }
}

function styleToken(token: Token): void {
  const style = TAG_STYLES[token.tag]
  if (style === undefined || token.nesting < 0) return
  const own = token.attrGet('style')
  const cell = own === 'text-align:right' ? `${own};${RIGHT_CELL_STYLE}` : own
  token.attrSet('style', cell === null ? style : `${style};${cell}`)
}

/** The last paragraph of a quote or a list item leaves the space below to its container. */
function closeGaps(tokens: readonly Token[]): void {
  tokens.forEach((token, index) => {
    const after = tokens[index + 3]?.type
    const isLast = after === 'blockquote_close' || after === 'list_item_close'
    if (token.type === 'paragraph_open' && isLast) token.attrSet('style', 'margin:0')
  })
}

/** Whether the text is one named link and nothing else. */
function isLoneLink(children: readonly Token[]): boolean {
  const [first, ...rest] = children
  if (first?.type !== 'link_open' || first.markup === 'autolink') return false
  const closing = rest.findIndex(({ type }) => type === 'link_close')
  return closing === rest.length - 1 && rest.every(({ type }) => type !== 'image')
}

function linksOf(token: Token): Token[] {
  return (token.children ?? []).filter(({ type }) => type === 'link_open')
}

function markLink(link: Token, slots: Slots, untracked: string | undefined): void {
  const url = String(link.attrGet('href') ?? '')
  if (isTrackable(url) && url !== untracked) link.attrSet('href', slots.holdLink(url))
}
