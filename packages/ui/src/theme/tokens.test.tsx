import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Rgb } from './contrast.ts'
import { contrastRatio, luminance } from './contrast.ts'
import './ui.css'

const TEXT = 4.5
const SHAPE = 3
const SURFACES = ['--canvas', '--lane', '--bg', '--raised', '--sunken']
const ON_SURFACES = ['--ink', '--ink-2', '--ink-3', '--accent-ink', '--bad', '--warn', '--ok']
const OWN_GROUND = [
  ['--ink-2', '--hover'],
  ['--ink-3', '--hover'],
  ['--on-accent', '--accent'],
  ['--on-accent', '--accent-hover'],
  ['--on-bad', '--bad'],
  ['--accent-ink', '--accent-soft'],
  ['--bad', '--bad-soft'],
  ['--warn', '--warn-soft'],
  ['--ok', '--ok-soft'],
  ['--h-ink', '--h-3'],
  ['--h-ink-4', '--h-4'],
  ['--d-ink', '--d-3'],
  ['--d-ink-4', '--d-4'],
] as const
const SHAPES = ['--edge', '--accent', '--st-1', '--st-2', '--st-3', '--st-4', '--st-5']

/** The colour the browser makes of a token in the theme of the document. */
function mixColour(token: string): Rgb {
  const probe = document.body.appendChild(document.createElement('i'))
  probe.style.color = `var(${token}, transparent)`
  const [red = 0, green = 0, blue = 0, alpha = 1] = (
    getComputedStyle(probe).color.match(/[\d.]+/g) ?? []
  ).map(Number)
  probe.remove()
  if (alpha === 0) throw new Error(`no token ${token}`)
  return [red, green, blue]
}

function ratio(ink: string, ground: string): number {
  return contrastRatio(mixColour(ink), mixColour(ground))
}

afterEach(() => {
  document.documentElement.removeAttribute('data-theme')
})

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  beforeEach(() => {
    document.documentElement.setAttribute('data-theme', theme)
  })

  test('every ink can be read on every surface (AA)', () => {
    const pairs = SURFACES.flatMap((ground) => ON_SURFACES.map((ink) => ({ ink, ground })))
    expect(pairs.filter(({ ink, ground }) => ratio(ink, ground) < TEXT)).toEqual([])
  })

  test.each(OWN_GROUND)('%s can be read on %s (AA)', (ink, ground) => {
    expect(ratio(ink, ground)).toBeGreaterThanOrEqual(TEXT)
  })

  test.each(SHAPES)('%s can be told from the ground of a card (AA)', (shape) => {
    expect(ratio(shape, '--raised')).toBeGreaterThanOrEqual(SHAPE)
  })

  test('stages grow lighter from the first to the last, so they read without hue', () => {
    const lights = [1, 2, 3, 4, 5].map((place) => luminance(mixColour(`--st-${place}`)))
    expect(lights).toEqual([...lights].sort((a, b) => a - b))
  })
})

test('the two themes differ, and without a mark the system decides', () => {
  const unmarked = mixColour('--bg')
  document.documentElement.setAttribute('data-theme', 'dark')
  expect(mixColour('--bg')).not.toEqual(unmarked)
  document.documentElement.setAttribute('data-theme', 'light')
  expect(mixColour('--bg')).toEqual(unmarked)
})
