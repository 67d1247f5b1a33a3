import type { FailureCode, JsonObject } from '@periplo/model'

/** An e-mail as its author wrote it: the subject in Liquid, the body in Liquid over Markdown. */
export interface EmailTemplate {
  readonly subject: string
  readonly body: string
}

/** Languages the layout's own words and the default formats come in. */
export type RenderLocale = 'en' | 'es'

/** What a template may name: the keys are the names. */
export interface RenderScope extends JsonObject {
  readonly person: JsonObject
  /** Where the footer's unsubscribe link leads; no footer link where absent. Never tracked. */
  readonly unsubscribe_url?: string
}

/** One e-mail to render. */
export interface RenderRequest extends EmailTemplate {
  readonly scope: RenderScope
  /** Default `en`. */
  readonly locale?: RenderLocale
  /** IANA zone dates are shown in unless the template names another; default UTC. */
  readonly zone?: string
  /** Turns a link of the HTML part into the address that counts the click. The plain text keeps the links as written. */
  readonly trackLink?: (url: string) => string
  /** The address of an invisible image that counts the opening; none where absent. */
  readonly openPixelUrl?: string
}

/** An e-mail ready to send. `subject` is one line without control characters. */
export interface RenderedEmail {
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** Why a template gave nothing: its own fault, its time or its size. */
export type TemplateFailureCode = Extract<FailureCode, `template/${string}`>

/** What became of one rendering. The message of a failure is for the author and holds nothing of the person. */
export type RenderOutcome =
  | { readonly kind: 'rendered'; readonly email: RenderedEmail }
  | { readonly kind: 'failed'; readonly code: TemplateFailureCode; readonly message: string }

/** Whether a template can be rendered at all; line and column count from 1. */
export type TemplateVerdict =
  | { readonly kind: 'valid' }
  | {
      readonly kind: 'invalid'
      readonly part: 'subject' | 'body'
      readonly line: number
      readonly column: number
      readonly reason: string
    }

/** Names every template may use. */
export const TEMPLATE_NAMES: readonly string[] = [
  'person',
  'event',
  'entry',
  'answer',
  'loyalty',
  'unsubscribe_url',
]

/** Bounds of one rendering. */
export const TEMPLATE_LIMITS = {
  /** Wall time until its worker is killed, in milliseconds. */
  killMs: 250,
  /** Liquid's own limit, which spares the worker, in milliseconds. */
  renderMs: 150,
  /** UTF-8 bytes of the HTML or the text part. */
  outputBytes: 256 * 1024,
  /** Characters of subject or body as written. */
  sourceLength: 60_000,
  /** Liquid's count of characters and list items made. */
  memory: 2_000_000,
  /** Characters of the subject line. */
  subjectLength: 500,
} as const
