/** A mark for value `n` of one rendering, or for link `n`; private-use characters that values and sources lose. */
const VALUE_MARK = /\uE000(\d+)\uE001/g
const LINK_MARK = /\uE002(\d+)\uE003/g
/** A value cannot open a paragraph of its own in the text part. */
const BLANK_LINES = /\n(?:[^\S\n]*\n)+/g
const ALL_MARKS = /[\uE000-\uE003]/g

/**
 * Keeps the values of one rendering apart from its markup. Liquid writes marks; Markdown, which treats a mark
 * like a letter, never reads a value; the values come in when the HTML or the text is finished, escaped for
 * where they stand. So no value can become a link, a heading or a tag.
 */
export class Slots {
  readonly #values: string[] = []
  readonly #links: string[] = []

  /** Links found so far, in order of their marks. */
  get links(): readonly string[] {
    return this.#links
  }

  /** Takes a value in and returns its mark. */
  hold(value: string): string {
    const plain = this.resolve(value).replaceAll(ALL_MARKS, '')
    this.#values.push(plain.replaceAll(BLANK_LINES, '\n'))
    return `\uE000${this.#values.length - 1}\uE001`
  }

  /** Takes a link in and returns its mark. */
  holdLink(url: string): string {
    this.#links.push(url)
    return `\uE002${this.#links.length - 1}\uE003`
  }

  /** The text with its values in place, each passed through `escape` with its position in the text. */
  resolve(text: string, escape: (value: string, position: number) => string = (value) => value): string {
    return text.replaceAll(VALUE_MARK, (_mark, index: string, position: number) =>
      escape(this.#values[Number(index)] ?? '', position),
    )
  }
}

/** An author's text without characters that could pass for marks. */
export function withoutMarks(source: string): string {
  return source.replaceAll(ALL_MARKS, '')
}

/** Puts the links, passed through `track` and escaped, where their marks stand in finished HTML. */
export function placeLinks(html: string, links: readonly string[], track: (url: string) => string): string {
  const tracked = links.map((url) => escapeHtml(track(url)))
  return html.replaceAll(LINK_MARK, (_mark, index: string) => tracked[Number(index)] ?? '')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** The text as HTML shows it, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
