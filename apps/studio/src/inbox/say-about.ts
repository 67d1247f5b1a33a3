/** What says of a message what it is. */
export interface ToldMessage {
  readonly channel: string
  /** Empty where nothing was rendered, and for calls. */
  readonly subject: string
  /** The address; of a call a URL. Empty where there was none. */
  readonly to: string
  readonly nodeTitle: string
}

/** What a message is about in a line: its subject, of a call where it goes, else its step; empty for what was never written. */
export function sayAbout({ channel, subject, to, nodeTitle }: ToldMessage): string {
  if (channel !== 'webhook') return subject
  return toPlace(to) ?? nodeTitle
}

/** Host and path of a URL, without what may be secret in it: user, password and query. */
function toPlace(text: string): string | undefined {
  const url = URL.parse(text)
  return url ? `${url.host}${url.pathname === '/' ? '' : url.pathname}` : undefined
}
