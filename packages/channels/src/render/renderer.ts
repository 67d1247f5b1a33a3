import { StudioError, invariant } from '@periplo/model'
import { createPool } from './pool.ts'
import type { PoolOptions } from './pool.ts'
import type { JobOutcome } from './render-email.ts'
import { placeLinks } from './slots.ts'
import { TEMPLATE_LIMITS, TEMPLATE_NAMES } from './template.ts'
import type {
  EmailTemplate,
  RenderOutcome,
  RenderRequest,
  RenderedEmail,
  TemplateVerdict,
} from './template.ts'

/** Renders e-mails away from the main thread. Every method may be called many times at once. */
export interface Renderer {
  /** One e-mail. Fails with `template/invalid`, `template/too-slow` or `template/too-large`. */
  renderEmail(request: RenderRequest): Promise<RenderedEmail>
  /** Many e-mails, in the order asked for; one failure leaves the others alone. */
  renderBatch(requests: readonly RenderRequest[]): Promise<readonly RenderOutcome[]>
  /** Whether a template parses and uses only known names (default {@link TEMPLATE_NAMES}). */
  checkTemplate(template: EmailTemplate & { readonly names?: readonly string[] }): Promise<TemplateVerdict>
  /** Finishes what was handed in, then ends the workers. Nothing may be asked afterwards. */
  close(): Promise<void>
}

/**
 * Opens a renderer. Workers start when they are first needed and end after `idleMs` without work, so an idle
 * renderer holds no memory. A template over its time or memory loses its worker and nothing else: what waited
 * behind it is rendered by the next.
 */
export function createRenderer(options: PoolOptions = {}): Renderer {
  const pool = createPool(options)
  const render = async (request: RenderRequest): Promise<RenderOutcome> => {
    const { subject, body, scope, locale = 'en', zone = 'UTC', openPixelUrl } = request
    const job = { scope, locale, zone, openPixelUrl }
    const outcome = await pool.run({ kind: 'render', template: { subject, body }, job })
    invariant(
      outcome.kind === 'rendered' || outcome.kind === 'failed',
      'a rendering is answered by a rendering',
    )
    return finish(outcome, request)
  }
  return {
    async renderEmail(request) {
      const outcome = await render(request)
      if (outcome.kind === 'failed') throw new StudioError(outcome.code, outcome.message)
      return outcome.email
    },
    renderBatch: (requests) => Promise.all(requests.map(render)),
    async checkTemplate({ subject, body, names = TEMPLATE_NAMES }) {
      const verdict = await pool.run({ kind: 'check', template: { subject, body }, names })
      if (verdict.kind === 'valid' || verdict.kind === 'invalid') return verdict
      invariant(verdict.kind === 'failed', 'an examination is answered by a verdict')
      return { kind: 'invalid', part: 'body', line: 1, column: 1, reason: verdict.message }
    },
    close: () => pool.close(),
  }
}

/** Puts counted links in place; that grows the HTML, so its size is checked once more. */
function finish(outcome: JobOutcome, { trackLink = (url) => url }: RenderRequest): RenderOutcome {
  if (outcome.kind === 'failed') return outcome
  const { subject, text } = outcome
  const html = placeLinks(outcome.html, outcome.links, trackLink)
  if (Buffer.byteLength(html) > TEMPLATE_LIMITS.outputBytes) {
    return { kind: 'failed', code: 'template/too-large', message: 'output limit exceeded' }
  }
  return { kind: 'rendered', email: { subject, html, text } }
}
