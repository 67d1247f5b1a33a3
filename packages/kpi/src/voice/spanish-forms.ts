const GENDERED = ['o', 'a', 'os', 'as'] as const
const VERB_ENDINGS: Readonly<Record<string, readonly string[]>> = {
  ar: 'ar arme arte arlo arla arle arnos arse o as a amos ais an e aste asteis aron aba abas abamos aban ando ado ada ados adas es emos en are aras ara aremos aran aria arias ariamos arian'.split(
    ' ',
  ),
  er: 'er erme erte erlo erla erle ernos erse o es e emos en i iste io imos ieron ia ias iamos ian iendo ido ida idos idas a as amos an ere eras era eremos eran eria erias eriamos erian'.split(
    ' ',
  ),
  ir: 'ir irme irte irlo irla irle irnos irse o es e imos en i iste io ieron ia ias iamos ian iendo ido ida idos idas a as amos an ire iras ira iremos iran iria irias iriamos irian'.split(
    ' ',
  ),
}

/** The letters of a word as they are compared: small, without accents; `ñ` stays itself. */
export function foldSpanish(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/(?<!n)\u0303|[\u0300-\u0302\u0304-\u036F]/g, '')
    .normalize('NFC')
}

/**
 * The forms an entry of the word list stands for, folded. Regular endings only; stems that change are listed
 * (`resuelv|resolv/er`). Verbs get some forms no grammar knows, which nobody writes.
 */
export function listForms(entry: string): readonly string[] {
  const [stems = '', verb] = foldSpanish(entry).split('/')
  const endings = verb === undefined ? undefined : VERB_ENDINGS[verb]
  if (endings) return stems.split('|').flatMap((stem) => endings.map((ending) => stem + ending))
  if (stems.endsWith('~')) return GENDERED.map((ending) => stems.slice(0, -1) + ending)
  if (!stems.endsWith('+')) return [stems]
  const word = stems.slice(0, -1)
  return [word, /[aeiou]$/.test(word) ? `${word}s` : `${word}es`]
}

/**
 * The words a derived one may come from, folded: `rapidísimo` from `rápido`, `riquísima` from `rico`,
 * `perfectamente` from `perfecta`. Empty for a word that is not derived.
 */
export function listRoots(word: string): readonly string[] {
  const superlative = /^(.{2,})isim[oa]s?$/.exec(word)?.[1]
  if (superlative !== undefined) return toRoots(superlative.replace(/qu$/, 'c').replace(/gu$/, 'g'))
  const adverb = /^(.{3,})mente$/.exec(word)?.[1]
  return adverb === undefined ? [] : [adverb]
}

function toRoots(stem: string): readonly string[] {
  return [`${stem}o`, `${stem}e`, stem, stem.replace(/bil$/, 'ble')]
}
