/** A browser as far as signing in goes: it keeps the cookies it is given, and sends them from a page of ours. */
export interface AuthBrowser {
  /** Posts to the accounts' routes. */
  post(path: string, body: unknown): Promise<Response>
  /** Who the server says is signed in; null for nobody. */
  me(): Promise<unknown>
  /** The cookies it holds, as they are sent. */
  cookie(): string
}

/** A browser nobody is signed in at. */
export function openAuthBrowser(url: string, origin: string): AuthBrowser {
  const jar = new Map<string, string>()
  const cookie = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  return {
    cookie,
    async post(path, body) {
      const answer = await fetch(`${url}/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin, cookie: cookie() },
        body: JSON.stringify(body),
      })
      for (const line of answer.headers.getSetCookie()) keep(jar, line)
      return answer
    },
    async me() {
      const answer = await fetch(`${url}/trpc/session.me`, { headers: { cookie: cookie() } })
      const body = JSON.parse(await answer.text()) as { result: { data: { member: unknown } | null } } // oxlint-disable-line typescript/no-unsafe-type-assertion -- the test fails on anything else
      return body.result.data?.member ?? null
    },
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (/max-age=0\b/i.test(line)) jar.delete(name)
  else jar.set(name, value)
}
