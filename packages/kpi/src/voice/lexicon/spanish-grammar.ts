/** Words of degree that make what follows stronger. Folded, as all words here are. */
export const AMPLIFIERS: ReadonlySet<string> = new Set(
  'muy super hiper mega ultra tan tanto tanta tantos tantas mas bastante demasiado demasiada realmente verdaderamente totalmente absolutamente completamente sumamente extremadamente increiblemente enormemente tremendamente especialmente particularmente profundamente altamente terriblemente horriblemente todo toda re recontra requete mucho mucha muchos muchas muchisimo muchisima muchisimos muchisimas puro pura gran grandes'.split(
    ' ',
  ),
)

/** Words of degree that make what follows weaker. */
export const DAMPENERS: ReadonlySet<string> = new Set(
  'algo apenas casi ligeramente levemente relativamente medianamente medio parcialmente menos'.split(' '),
)

/** Words that may stand after what they strengthen: `me gusta mucho`. */
export const TRAILING: ReadonlySet<string> = new Set(
  'mucho muchisimo tanto bastante demasiado totalmente absolutamente'.split(' '),
)

/**
 * Words that negate what follows within three words. Several of them negate once: `no hay ningún problema`.
 */
export const NEGATIONS: ReadonlySet<string> = new Set(
  'no nunca jamas ni sin tampoco nada nadie ningun ninguno ninguna poco poca pocos pocas'.split(' '),
)

/** What is read as another word, so that `sin embargo` is no negation. */
export const REWORDED: Readonly<Record<string, string>> = {
  'sin embargo': 'pero',
  'no obstante': 'pero',
  'sin duda': 'realmente',
  'sin dudas': 'realmente',
  'sin lugar a dudas': 'realmente',
  'un poco': 'algo',
  'un poquito': 'algo',
  'no solo': 'tambien',
  'no solamente': 'tambien',
  'a lo mejor': 'quizas',
  'lo mas': 'muy',
  'mal entendido': 'malentendido',
}

/** Words after which the sentence turns: what follows counts half as much again, what went before half. */
export const TURNS: ReadonlySet<string> = new Set(['pero'])
