/** What a word of degree adds to the valence of the word it stands before (paper, § 3.3: 0.293). */
export const BOOST = 0.293

/** What capitals add where the rest is in small letters (paper, § 3.3: 0.733). */
export const SHOUT = 0.733

/** What negation makes of a valence (paper, § 3.3: −0.74). */
export const NEGATION = -0.74

/** Makes a sum of valences a score in (−1, 1): s / √(s² + 15). */
export const SPREAD = 15

const AMPLIFIERS =
  'absolutely amazingly awfully completely considerable considerably decidedly deeply effing enormous enormously entirely especially exceptional exceptionally extreme extremely fabulously flipping flippin frackin fracking fricking frickin frigging friggin fully fuckin fucking fuggin fugging greatly hella highly hugely incredible incredibly intensely major majorly more most particularly purely quite really remarkably so substantially thoroughly total totally tremendous tremendously uber unbelievably unusually utter utterly very'
const DAMPENERS =
  'almost barely hardly kinda kindof kind-of less little marginal marginally occasional occasionally partly scarce scarcely slight slightly somewhat sorta sortof sort-of'

/** Words of degree and what they add. */
export const DEGREES: ReadonlyMap<string, number> = new Map([
  ...AMPLIFIERS.split(' ').map((word) => [word, BOOST] as const),
  ...DAMPENERS.split(' ').map((word) => [word, -BOOST] as const),
])

/** Degrees of two words; they are added as they stand, whatever the sign of the valence. */
export const DEGREE_PAIRS: ReadonlyMap<string, number> = new Map([
  ['just enough', -BOOST],
  ['kind of', -BOOST],
  ['sort of', -BOOST],
])

/** Words that negate what follows within three words; so does anything that holds `n't`. */
export const NEGATIONS: ReadonlySet<string> = new Set(
  "aint arent cannot cant couldnt darent didnt doesnt ain't aren't can't couldn't daren't didn't doesn't dont hadnt hasnt havent isnt mightnt mustnt neither don't hadn't hasn't haven't isn't mightn't mustn't neednt needn't never none nope nor not nothing nowhere oughtnt shant shouldnt uhuh wasnt werent oughtn't shan't shouldn't uh-uh wasn't weren't without wont wouldnt won't wouldn't rarely seldom despite".split(
    ' ',
  ),
)

/** Turns of phrase whose valence is not that of their words. */
export const IDIOMS: ReadonlyMap<string, number> = new Map([
  ['the shit', 3],
  ['the bomb', 3],
  ['bad ass', 1.5],
  ['badass', 1.5],
  ['bus stop', 0],
  ['yeah right', -2],
  ['kiss of death', -1.5],
  ['to die for', 3],
  ['beating heart', 3.1],
  ['broken heart', -2.9],
])
