import { invariant } from '@periplo/model'
import { createTransport } from 'nodemailer'
import type { SendMailOptions, SMTPPoolOptions } from 'nodemailer'
import { isAddress, parseMailbox } from './mailbox.ts'
import type { Channel, EmailRequest, SendOutcome } from './channel.ts'

/** An SMTP server and how it is used. */
export interface EmailChannelOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; nodemailer's query options work. */
  readonly smtpUrl: string
  /** Connections held at most; default 5. */
  readonly connections?: number
  /** How long connecting, greeting and every later silence may take, in milliseconds; default 10,000. */
  readonly timeoutMs?: number
}

/** A {@link Channel} that holds connections. */
export interface EmailChannel extends Channel {
  /** Ends idle connections and refuses what has not begun. */
  close(): void
}

/**
 * Sends e-mail over a pool of SMTP connections. The Message-ID is made of the send key, so repeats are
 * recognised; a one-click unsubscribe (RFC 8058) is announced where there is an address for it. A refusal of
 * this message (5xx to the envelope or the data) is final; 4xx, connection, sign-in and configuration
 * troubles may be retried. An abort before the conversation begins ends it as `retry`; one under way is
 * finished, within the timeouts, for breaking it off would not tell whether the message went.
 */
export function createEmailChannel({
  smtpUrl,
  connections = 5,
  timeoutMs = 10_000,
}: EmailChannelOptions): EmailChannel {
  const pool: SMTPPoolOptions & { pool: true } = {
    url: smtpUrl,
    pool: true,
    maxConnections: connections,
    maxRequeues: 0,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  const transport = createTransport(pool)
  return {
    async send(request, signal) {
      invariant(request.kind === 'email', 'the email channel got a request of another kind')
      if (signal.aborted) return { kind: 'retry', afterMs: null, reason: 'stopped' }
      const mail = toMail(request)
      if (mail === undefined) return { kind: 'failed', reason: 'unusable address' }
      try {
        const { messageId } = await transport.sendMail(mail)
        return { kind: 'sent', providerId: messageId }
      } catch (error) {
        return toFailure(error)
      }
    },
    close: () => transport.close(),
  }
}

/** The message for nodemailer, or undefined where one of the addresses is not exactly one mailbox. */
function toMail(request: EmailRequest): SendMailOptions | undefined {
  const { to } = request
  const from = parseMailbox(request.from)
  if (from === undefined || !isAddress(to)) return undefined
  const { listUnsubscribeUrl, replyTo } = request.headers
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  const mail: SendMailOptions = {
    from,
    to: { name: '', address: to },
    envelope: { from: from.address, to: [to] },
    subject: toHeaderText(request.subject),
    html: request.html,
    text: request.text,
    messageId: `<${request.sendKey.replaceAll(/[^\w.-]/g, '')}@${domain}>`,
    headers: listUnsubscribeUrl === undefined ? {} : toUnsubscribeHeaders(listUnsubscribeUrl),
  }
  const reply = replyTo === undefined ? undefined : parseMailbox(replyTo)
  return reply === undefined ? mail : { ...mail, replyTo: reply }
}

function toUnsubscribeHeaders(url: string): Record<string, { prepared: true; value: string }> {
  const address = toHeaderText(url).replaceAll(/[<>\s]/g, '')
  return {
    'List-Unsubscribe': { prepared: true, value: `<${address}>` },
    'List-Unsubscribe-Post': { prepared: true, value: 'List-Unsubscribe=One-Click' },
  }
}

/** One line, whatever came: a run of control characters becomes one space. */
function toHeaderText(value: string): string {
  return value.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

/** Steps of the conversation whose refusal speaks of this message. */
const MESSAGE_STEPS: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE'])

/** 503 speaks of the session and 530 of our own sign-in: neither of this message. */
const SESSION_TROUBLE: ReadonlySet<number> = new Set([503, 530])

function toFailure(error: unknown): SendOutcome {
  const { code, responseCode } = toSmtpError(error)
  const reason = responseCode === undefined ? `unreachable: ${code}` : `answered ${responseCode} (${code})`
  const isRefusal = MESSAGE_STEPS.has(code) && (responseCode === undefined || responseCode >= 500)
  if (isRefusal && !SESSION_TROUBLE.has(responseCode ?? 0)) return { kind: 'failed', reason }
  return { kind: 'retry', afterMs: null, reason }
}

/** The two fields of nodemailer's errors that decide; never its text, which quotes addresses. */
function toSmtpError(error: unknown): { code: string; responseCode: number | undefined } {
  if (!(error instanceof Error)) return { code: 'unknown', responseCode: undefined }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
  const answered =
    'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined
  return { code, responseCode: answered }
}
