import { monitorEventLoopDelay } from 'node:perf_hooks'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { createRenderer } from './renderer.ts'
import { TEMPLATE_LIMITS } from './template.ts'
import type { RenderRequest } from './template.ts'

const renderer = createRenderer()
afterAll(() => renderer.close())

const request = (body: string, over: Partial<RenderRequest> = {}): RenderRequest => ({
  subject: 'Hello',
  body,
  scope: { person: { name: 'Ana', tags: ['a', 'b'] }, event: {}, entry: {} },
  ...over,
})

/** What stands between the layout's head and its footer. */
function contentOf(html: string): string {
  return (
    /<td class="content"[^>]*>\n(?<content>[\s\S]*)<\/td><\/tr><\/table>\n(?:<div class="footer"|<img src|<\/td>)/.exec(
      html,
    )?.groups?.['content'] ?? ''
  )
}

const bare = (html: string): string => html.replaceAll(/ style="[^"]*"/g, '').trim()

describe('an e-mail', () => {
  test('is written in Liquid and Markdown, and comes as HTML and as text', async () => {
    const { subject, html, text } = await renderer.renderEmail(
      request(
        '# Hi {{ person.name }}\n\nTwo things:\n\n- **one**\n- [two](https://shop.example/2)\n\n[Buy](https://shop.example/cart)\n',
        {
          subject: '{{ person.name }}, your cart',
          scope: { person: { name: 'Ana' }, unsubscribe_url: 'https://p.example/u/1' },
        },
      ),
    )
    expect(subject).toBe('Ana, your cart')
    expect(bare(contentOf(html))).toBe(
      '<h1>Hi Ana</h1>\n<p>Two things:</p>\n<ul>\n<li><strong>one</strong></li>\n' +
        '<li><a href="https://shop.example/2">two</a></li>\n</ul>\n' +
        '<p><a href="https://shop.example/cart" class="button">Buy</a></p>',
    )
    expect(html).toContain('<a href="https://p.example/u/1"')
    expect(text).toBe(
      'Hi Ana\n\nTwo things:\n\n- one\n- two (https://shop.example/2)\n\n' +
        'Buy (https://shop.example/cart)\n\n--\nUnsubscribe: https://p.example/u/1\n',
    )
  })

  test('has its clicks counted, but not the way out, and not in the text', async () => {
    const { html, text } = await renderer.renderEmail(
      request(
        '[Buy](https://shop.example/?a=1&b=2) [Write](mailto:a@b.example) [Leave]({{ unsubscribe_url }})',
        {
          scope: { person: {}, unsubscribe_url: 'https://p.example/u/1' },
          trackLink: (url) => `https://t.example/c?u=${encodeURIComponent(url)}&s="`,
          openPixelUrl: 'https://t.example/o/1',
        },
      ),
    )
    expect(html.match(/href="[^"]*"/g)).toEqual([
      'href="https://t.example/c?u=https%3A%2F%2Fshop.example%2F%3Fa%3D1%26b%3D2&amp;s=&quot;"',
      'href="mailto:a@b.example"',
      'href="https://p.example/u/1"',
      'href="https://p.example/u/1"',
    ])
    expect(html).toContain('<img src="https://t.example/o/1"')
    expect(text).not.toContain('t.example')
  })

  test('speaks the locale it is asked for', async () => {
    const scope = {
      person: {},
      event: { at: Date.UTC(2026, 2, 29, 0, 30), total: 123_456 },
      unsubscribe_url: 'https://p.example/',
    }
    const body = "{{ event.at | date: '%-d %B %Y %H:%M' }} {{ event.total | money: 'EUR' }}"
    const [english, spanish] = await Promise.all([
      renderer.renderEmail(request(body, { scope })),
      renderer.renderEmail(request(body, { scope, locale: 'es', zone: 'Europe/Madrid' })),
    ])
    expect(english.text).toBe('29 March 2026 00:30 €1,234.56\n\n--\nUnsubscribe: https://p.example/\n')
    expect(spanish.text.replaceAll('\u00A0', ' ')).toBe(
      '29 marzo 2026 01:30 1234,56 €\n\n--\nCancelar la suscripción: https://p.example/\n',
    )
  })

  test.each([
    { template: "{{ 1999 | money: 'EUR' }}", text: '€19.99', why: 'two digits' },
    { template: "{{ 1999 | money: 'JPY' }}", text: '¥1,999', why: 'no digits' },
    { template: "{{ 1999 | money: 'KWD' }}", text: 'KWD 1.999', why: 'three digits' },
    { template: "{{ -5 | money: 'EUR' }}", text: '-€0.05', why: 'negative, below one' },
    {
      template: "{{ '90071992547409931' | money: 'EUR' }}",
      text: '€900,719,925,474,099.31',
      why: 'beyond a double',
    },
    { template: "{{ 1999 | money: 'Euros!' }}", text: '19.99 Euros!', why: 'nobody knows this currency' },
    { template: "{{ 1999 | money: 'EUR', 'de-DE' }}", text: '19,99 €', why: 'its own locale' },
    { template: "{{ 'soon' | money: 'EUR' }}x", text: 'x', why: 'no amount' },
    { template: "{{ person.none | money: 'EUR' }}x", text: 'x', why: 'nothing' },
    {
      template: "{{ '2026-07-01T22:30:00Z' | date: '%d %H:%M', 'Europe/Madrid' }}",
      text: '02 00:30',
      why: 'a zone of its own',
    },
    { template: "{{ 1782858600 | date: '%Y' }}", text: '2026', why: 'seconds' },
    { template: "{{ 'soon' | date: '%Y' }}", text: 'soon', why: 'no date' },
    {
      template: "{{ '2026-07-01T22:30:00Z' | date: '%d %H:%M', 'Mars/Olympus' }}",
      text: '01 22:30',
      why: 'no such zone',
    },
    {
      template: "{% capture x %}{{ person.name }}!{% endcapture %}{% if x == 'Ana!' %}{{ x }}{% endif %}",
      text: 'Ana!',
      why: 'captures compare',
    },
    {
      template: '{{ person.name | upcase }} {{ person.none | default: "friend" }}',
      text: 'ANA friend',
      why: 'filters',
    },
    {
      template: '{% for tag in person.tags %}\n{{ forloop.index }}. {{ tag }}\n{% endfor %}',
      text: '1. a\n\n2. b',
      why: 'lists by loop',
    },
    { template: '| a | b |\n|---|---|\n| {{ person.name }} | 2 |', text: 'a | b\nAna | 2', why: 'tables' },
    {
      template: '> {{ person.name }}\n\n```\ncode {{ person.name }}\n```',
      text: '> Ana\n\ncode Ana',
      why: 'quotes and code',
    },
  ])('reads $text ($why)', async ({ template, text }) => {
    expect((await renderer.renderEmail(request(template))).text.trim().replaceAll('\u00A0', ' ')).toBe(text)
  })
})

describe('a hostile value', () => {
  const HOSTILE = [
    '[win](http://evil.example)',
    '![x](http://evil.example/x.png)',
    '<http://evil.example>',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><a href="http://evil.example">',
    '](http://evil.example) [x',
    '` [a](http://evil.example) `',
    '\n\n# big\n\n- list\n\n    code\n',
    '\n[a]: http://evil.example\n',
    '**bold** _it_ ~~x~~ | cell |',
    '&lt;b&gt; &#60;b&#62;',
    '\\[a\\](http://evil.example)',
    '{{ person.secret }} {% for i in (1..9) %}x{% endfor %}',
    '\uE0000\uE001 \uE0020\uE003',
    'javascript:alert(1)',
  ]
  const PLACES = [
    '# {{ v }}',
    'Hi {{ v }}, **{{ v }}**',
    '- {{ v }}',
    '`{{ v }}`',
    '[{{ v }}](https://ok.example/)',
    '{{ v }}',
    '| {{ v }} | b |\n|---|---|\n| {{ v }} | {{ v }} |',
    '![{{ v }}](https://ok.example/i.png "{{ v }}")',
    '> {{ v }}',
    '{% assign w = v | append: "!" %}{{ w }}',
    '{% capture w %}{{ v }}{% endcapture %}{{ w }}',
    '[ok](https://ok.example/?q={{ v }})',
    '[x]({{ v }})',
    '<{{ v }}>',
  ]

  test('stays text wherever it is put: no link, no tag, no attribute comes of it', async () => {
    const requests = HOSTILE.flatMap((v) =>
      PLACES.map((body) =>
        request(body.replaceAll('{{ v }}', '{{ person.v }}').replaceAll(/ v \|/g, ' person.v |'), {
          scope: { person: { v, secret: 'S3CRET' } },
        }),
      ),
    )
    const plain = await renderer.renderBatch(
      PLACES.map((body) => request(body.replaceAll('{{ v }}', 'safe').replaceAll(/ v \|/g, ' "safe" |'))),
    )
    const outcomes = await renderer.renderBatch(requests)
    const tagsAllowed = new Set(
      plain.flatMap((outcome) => (outcome.kind === 'rendered' ? tagsOf(outcome.email.html) : [])),
    )
    for (const outcome of outcomes) {
      if (outcome.kind === 'failed') throw new Error(outcome.message)
      const { html } = outcome.email
      expect(tagsOf(html).filter((tag) => !tagsAllowed.has(tag))).toEqual([])
      expect(html).not.toMatch(/(?:href|src)="(?!https:\/\/ok\.example\/|http:\/\/evil\.example"?)/)
      expect(html).not.toContain('S3CRET')
    }
    const linked = outcomes.filter(
      (outcome) =>
        outcome.kind === 'rendered' &&
        /(?:href|src)="[^"]*evil/.test(outcome.email.html.replaceAll(/ok\.example\/\?q=[^"]*/g, '')),
    )
    expect(linked).toEqual([])
  })

  test('can be a whole link where the author says so, if its scheme is harmless', async () => {
    const render = async (v: string): Promise<string> =>
      bare(
        contentOf(
          (await renderer.renderEmail(request('[x]({{ person.v }})', { scope: { person: { v } } }))).html,
        ),
      )
    expect(await render('https://shop.example/a b?c="')).toBe(
      '<p><a href="https://shop.example/a%20b?c=%22" class="button">x</a></p>',
    )
    for (const v of [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      '//evil.example',
      'http://a:b@evil.example/',
    ]) {
      expect(await render(v)).not.toContain('<a')
    }
  })

  test('inside a link adds neither host nor parameter', async () => {
    const { html } = await renderer.renderEmail(
      request(
        '[x](https://ok.example/?q={{ person.v }}&k=1) [y](https://ok.example/?q={{ person.v | url_encode }})',
        { scope: { person: { v: '@evil.example?a=b&c#d' } } },
      ),
    )
    expect(html.match(/href="[^"]*"/g)).toEqual(
      Array.from(
        { length: 2 },
        (_none, index) =>
          `href="https://ok.example/?q=%40evil.example%3Fa%3Db%26c%23d${index === 0 ? '&amp;k=1' : ''}"`,
      ),
    )
  })

  test('cannot break out of the subject line', async () => {
    const { subject } = await renderer.renderEmail(
      request('x', {
        subject: 'Hi {{ person.v }}',
        scope: { person: { v: 'a\r\nBcc: eve@evil.example\u2028\u0000b' } },
      }),
    )
    expect(subject).toBe('Hi a Bcc: eve@evil.example b')
  })

  test('of any kind renders, and its text reaches the reader', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (v) => {
        const { html } = await renderer.renderEmail(request('a{{ person.v }}z', { scope: { person: { v } } }))
        expect(tagsOf(contentOf(html))).toEqual(['<p', '</p'])
      }),
      { numRuns: 60 },
    )
  })
})

function tagsOf(html: string): string[] {
  return html.match(/<\/?[a-zA-Z!][\w-]*/g) ?? []
}

describe('a hostile template', () => {
  const rich =
    '{% for a in (1..900) %}{% for b in (1..900) %}{% for c in (1..900) %}{{ a }}{% endfor %}{% endfor %}{% endfor %}'
  const CORPUS = [
    {
      body: `{% assign l = (1..60000) %}{{ l ${'| reject: "a", 1 '.repeat(28)} | size }}`,
      codes: ['too-slow'],
      why: 'one output of many filters, which only a kill ends',
    },
    { body: rich, codes: ['too-slow', 'too-large'], why: 'nested loops' },
    { body: '{% for i in (1..1000000000) %}x{% endfor %}', codes: ['too-large'], why: 'huge range' },
    {
      body: '{{ (1..1000000000) | join: "x" }}',
      codes: ['too-large', 'invalid'],
      why: 'huge range by filter',
    },
    {
      body: `{% assign s = "xxxxxxxxxxxxxxxx" %}${'{% assign s = s | append: s %}'.repeat(40)}{{ s }}`,
      codes: ['too-large'],
      why: 'doubling',
    },
    {
      body: `{% assign s = "a,b" %}${'{% assign s = s | replace: ",", s %}'.repeat(30)}{{ s }}`,
      codes: ['too-large'],
      why: 'replacing itself',
    },
    {
      body: '{% for i in (1..300000) %}x{% endfor %}',
      codes: ['too-large', 'too-slow'],
      why: 'more than 256 KB',
    },
    { body: '{{ "now" | date: "%999999999Y" }}', codes: ['too-large', 'invalid'], why: 'padded date' },
    { body: '{% if true %}'.repeat(4_000), codes: ['invalid', 'too-large'], why: 'never closed' },
    {
      body: `${'{% if true %}'.repeat(2_200)}x${'{% endif %}'.repeat(2_200)}`,
      codes: ['invalid', 'too-large', 'rendered'],
      why: 'deep nesting',
    },
    { body: 'x'.repeat(70_000), codes: ['too-large'], why: 'too long to parse' },
    {
      body: `${'['.repeat(25_000)}${']('.repeat(12_000)}`,
      codes: ['rendered', 'too-slow', 'too-large'],
      why: 'brackets',
    },
    { body: '>'.repeat(50_000), codes: ['rendered', 'too-slow', 'too-large', 'invalid'], why: 'quotes' },
    { body: '*a_'.repeat(18_000), codes: ['rendered', 'too-slow', 'too-large'], why: 'emphasis' },
    {
      body: `${'- '.repeat(20_000)}x`,
      codes: ['rendered', 'too-slow', 'too-large', 'invalid'],
      why: 'lists',
    },
    { body: '{% include "/etc/passwd" %}', codes: ['invalid'], why: 'file' },
    { body: '{% render "x" %}', codes: ['invalid'], why: 'partial' },
    { body: '{% layout "/etc/passwd" %}', codes: ['invalid'], why: 'layout' },
    { body: '{{ person | raw }}', codes: ['invalid'], why: 'raw' },
    { body: '{{ person.tags | where_exp: "x", "x.constructor" }}', codes: ['invalid'], why: 'expressions' },
    { body: '{{ "x" | constructor }}', codes: ['invalid'], why: 'a filter of Object' },
    { body: '{{ "x" | __proto__ }}', codes: ['invalid'], why: 'a filter of Object' },
    { body: '{{ "x" | toString }}', codes: ['invalid'], why: 'a filter of Object' },
  ]

  test('is answered in its kind while the main thread stays free', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 })
    await renderer.renderEmail(request('warm'))
    delay.enable()
    for (const { body, codes, why } of CORPUS) {
      const got = await askPatiently(body, codes)
      expect({ why, got }).toEqual({ why, got: codes.find((code) => code === got) })
    }
    delay.disable()
    expect(delay.percentile(95) / 1e6).toBeLessThan(50)
    // rendered here, a template without end would hold everybody up until it is killed
    expect(delay.max / 1e6).toBeLessThan(TEMPLATE_LIMITS.killMs)
  })

  /** What becomes of a template. The kill clock is wall time, so a busy machine may need to be asked again. */
  async function askPatiently(body: string, codes: readonly string[]): Promise<string> {
    let got = ''
    for (let tries = 0; tries < 3 && !codes.includes(got); tries += 1) {
      const [outcome] = await renderer.renderBatch([request(body)])
      got = outcome?.kind === 'failed' ? outcome.code.replace('template/', '') : 'rendered'
    }
    return got
  }

  test.each([
    '{{ person.constructor }}',
    '{{ person.__proto__ }}',
    '{{ person.constructor.constructor }}',
    '{{ person.tags.constructor }}',
    '{{ person.tags.map }}',
    '{{ person["__proto__"]["polluted"] }}',
    '{{ constructor }}',
    '{{ globalThis }}{{ process }}{{ require }}{{ this }}',
    '{{ person.name.constructor }}',
    '{% assign __proto__ = "x" %}{{ person.polluted }}',
    '{{ person.tags | map: "constructor" }}',
  ])('%s finds nothing', async (body) => {
    expect((await renderer.renderEmail(request(body))).text.trim()).toBe('')
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  test('harms nobody who waits behind it', async () => {
    const outcomes = await renderer.renderBatch([
      ...Array.from({ length: 5 }, () => request('before {{ person.name }}')),
      request('a'.repeat(20_000), {
        subject:
          '{% for i in (1..40) %}{% for j in (1..40000) %}{% if i > j %}{% endif %}{% endfor %}{% endfor %}',
      }),
      ...Array.from({ length: 5 }, () => request('after {{ person.name }}')),
    ])
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      ...Array<string>(5).fill('rendered'),
      'failed',
      ...Array<string>(5).fill('rendered'),
    ])
  })
})

describe('a check', () => {
  test.each([
    {
      template: {
        subject: 'Hi {{ person.name }}',
        body: '# x\n{% for p in entry.products %}{{ p.sku }}{% endfor %}',
      },
      verdict: { kind: 'valid' },
      why: 'sound',
    },
    {
      template: { subject: '{{ person.name', body: '' },
      verdict: { part: 'subject', line: 1, column: 1 },
      why: 'not closed',
    },
    {
      template: { subject: '', body: 'a\n\n  {{ person.name | shout }}' },
      verdict: { part: 'body', line: 3, column: 3, reason: 'undefined filter: shout' },
      why: 'no such filter',
    },
    {
      template: { subject: '', body: 'a\n{{ persn.name }}' },
      verdict: { part: 'body', line: 2, column: 4 },
      why: 'no such name',
    },
    {
      template: { subject: '', body: '{% if person.vip %}' },
      verdict: { part: 'body', line: 1, column: 1 },
      why: 'not closed',
    },
    {
      template: { subject: '', body: '{% frobnicate %}' },
      verdict: { part: 'body', line: 1, column: 1 },
      why: 'no such tag',
    },
    {
      template: {
        subject: '',
        body: '{% assign x = person.name %}{{ x }}{% for i in (1..3) %}{{ forloop.index }}{{ i }}{% endfor %}',
      },
      verdict: { kind: 'valid' },
      why: 'names of its own',
    },
  ])('says where and why: $why', async ({ template, verdict }) => {
    expect(await renderer.checkTemplate(template)).toMatchObject(verdict)
  })
})

test('a failure is a StudioError with the code to act on', async () => {
  await expect(renderer.renderEmail(request('{{ x | nope }}'))).rejects.toMatchObject({
    code: 'template/invalid',
  })
  await expect(renderer.renderEmail(request('x'.repeat(70_000)))).rejects.toMatchObject({
    code: 'template/too-large',
  })
})

test('a closing renderer finishes what it was given', async () => {
  const closing = createRenderer({ workers: 2 })
  const rendered = closing.renderBatch(Array.from({ length: 100 }, () => request('x')))
  await closing.close()
  expect((await rendered).every(({ kind }) => kind === 'rendered')).toBe(true)
})
