import type { Liquid, Template } from 'liquidjs'
import { createTemplateCache } from './template-cache.ts'
import { findFlaw, toTemplateFailure } from './flaws.ts'
import { findSafeLink } from './links.ts'
import { layoutHtml, layoutText } from './layout.ts'
import { createLiquid } from './liquid.ts'
import type { Rendering } from './liquid.ts'
import { createMarkdown } from './markdown.ts'
import { toPlainText } from './plain-text.ts'
import { Slots, escapeHtml } from './slots.ts'
import { TEMPLATE_LIMITS } from './template.ts'
import type {
  EmailTemplate,
  RenderLocale,
  RenderScope,
  TemplateFailureCode,
  TemplateVerdict,
} from './template.ts'

/** What one rendering needs; everything in it can cross to a worker. */
export interface RenderJob {
  readonly scope: RenderScope
  readonly locale: RenderLocale
  readonly zone: string
  readonly openPixelUrl: string | undefined
}

/** A rendering whose counted links are still marks in `html`, in the order of `links`. */
export type JobOutcome =
  | { kind: 'rendered'; subject: string; html: string; text: string; links: readonly string[] }
  | { kind: 'failed'; code: TemplateFailureCode; message: string }

/** Renders e-mails on the thread it is made on, one at a time; nothing but its own limits protects that thread. */
export interface EmailRendering {
  render(template: EmailTemplate, job: RenderJob): JobOutcome
  /** Whether the template parses and names nothing but `names`. */
  check(template: EmailTemplate, names: readonly string[]): TemplateVerdict
}

/** Sets up Liquid and Markdown once per locale; parsed templates are kept, at most 500 of them. */
export function createEmailRendering(): EmailRendering {
  let rendering: Rendering = { slots: new Slots(), locale: 'en', zone: 'UTC' }
  const current = (): Rendering => rendering
  const markdown = createMarkdown()
  const hold = (text: string): string => rendering.slots.hold(text)
  const createPair = (locale: RenderLocale): { subject: Liquid; body: Liquid } => ({
    subject: createLiquid({ locale, current, write: String }),
    body: createLiquid({ locale, current, write: hold }),
  })
  const liquids: { [L in RenderLocale]: ReturnType<typeof createPair> } = {
    en: createPair('en'),
    es: createPair('es'),
  }
  const cache = createTemplateCache(500)

  const run = (template: EmailTemplate, { scope, locale, zone, openPixelUrl }: RenderJob): JobOutcome => {
    const slots = new Slots()
    rendering = { slots, locale, zone }
    const liquid = liquids[locale]
    const subject = toOneLine(renderText(liquid.subject, cache.get(liquid.subject, template.subject), scope))
    const source = renderText(liquid.body, cache.get(liquid.body, template.body), scope)
    const unsubscribeUrl =
      scope.unsubscribe_url === undefined ? undefined : findSafeLink(scope.unsubscribe_url)
    const tokens = markdown.parse(source, slots)
    const text = slots.resolve(toPlainText(tokens))
    const marked = markdown.toHtml(tokens, { slots, untracked: unsubscribeUrl })
    const content = slots.resolve(marked, escapeHtml)
    return withinLimit({
      kind: 'rendered',
      subject,
      html: layoutHtml({ locale, subject, content, unsubscribeUrl, openPixelUrl }),
      text: layoutText(text, unsubscribeUrl, locale),
      links: slots.links,
    })
  }

  return {
    render(template, job) {
      try {
        return run(template, job)
      } catch (error) {
        return { kind: 'failed', ...toTemplateFailure(error) }
      }
    },
    check: (template, names) => {
      const { subject, body } = liquids.en
      const flaw = findFlaw(subject, { part: 'subject', source: template.subject, names })
      return flaw ?? findFlaw(body, { part: 'body', source: template.body, names }) ?? { kind: 'valid' }
    },
  }
}

function renderText(liquid: Liquid, parsed: Template[], scope: RenderScope): string {
  const text: unknown = liquid.renderSync(parsed, scope)
  if (typeof text !== 'string') return ''
  if (text.length > TEMPLATE_LIMITS.outputBytes) throw new RangeError('output limit exceeded')
  return text
}

function toOneLine(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, TEMPLATE_LIMITS.subjectLength)
    .toWellFormed()
}

function withinLimit(outcome: Extract<JobOutcome, { kind: 'rendered' }>): JobOutcome {
  const sizeBytes = Math.max(Buffer.byteLength(outcome.html), Buffer.byteLength(outcome.text))
  if (sizeBytes <= TEMPLATE_LIMITS.outputBytes) return outcome
  return { kind: 'failed', code: 'template/too-large', message: 'output limit exceeded' }
}
