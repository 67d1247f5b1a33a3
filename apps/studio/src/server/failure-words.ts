import type { FailureCode } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { useLocale } from '@periplo/ui'
import { useCallback } from 'react'
import { toFailure } from './failure.ts'

/** The server speaks English; these are its refusals for whoever reads Spanish. */
const REFUSALS_ES: Readonly<Record<FailureCode, string>> = {
  'workspace/not-found': 'No existe este espacio de trabajo.',
  'journey/not-found': 'No existe este recorrido.',
  'journey/stale-revision': 'Otra persona ha cambiado el borrador mientras tanto.',
  'journey/invalid-definition': 'El dibujo no se puede leer.',
  'journey/not-publishable': 'Todavía no se puede publicar: hay errores por resolver.',
  'journey/unconfirmed-warnings': 'Quedan advertencias que nadie ha aceptado.',
  'journey/flawed-mapping': 'El destino elegido para las personas en curso no encaja con las versiones.',
  'journey/wrong-state': 'El estado del recorrido ha cambiado y ya no lo permite.',
  'version/not-found': 'No existe esta versión.',
  'segment/not-found': 'No existe este segmento.',
  'segment/stale-revision': 'Otra persona ha cambiado el segmento mientras tanto.',
  'segment/invalid-rule': 'Con esta regla no se puede mantener un segmento.',
  'segment/in-use': 'El segmento todavía se usa.',
  'person/not-found': 'No existe esta persona.',
  'message/not-found': 'No existe este mensaje.',
  'source/not-found': 'No existe esta fuente, o ya está revocada.',
  'access/unauthenticated': 'Hay que iniciar sesión.',
  'access/forbidden': 'Tu rol no lo permite.',
  'input/invalid': 'Algún dato no es válido.',
  'input/too-large': 'Es demasiado grande.',
  'input/rate-limited': 'Demasiadas peticiones. Inténtalo de nuevo en un momento.',
  'template/invalid': 'Un texto no se puede componer.',
  'template/too-slow': 'Un texto tarda demasiado en componerse.',
  'template/too-large': 'Un texto compuesto es demasiado largo.',
  'channel/unreachable': 'No se puede contactar con el proveedor. Inténtalo más tarde.',
  'channel/rate-limited': 'El proveedor pide esperar. Inténtalo más tarde.',
  'channel/refused': 'El proveedor lo ha rechazado.',
  'egress/forbidden-address': 'No se permite llamar a esa dirección.',
  'import/unreadable': 'El archivo no se puede leer.',
  'store/unavailable': 'La base de datos no responde. Inténtalo de nuevo en un momento.',
  'store/schema-too-new': 'La base de datos es de una edición más nueva.',
  'store/missing-privilege': 'A la base de datos le falta un permiso.',
  'secret/unreadable': 'No se puede leer un secreto guardado.',
}

/** Refusals whose English words name the place, so that they are worth reading beside the sentence. */
const NAMING =
  /^(template|import)\/|^input\/invalid$|^journey\/invalid-definition$|^segment\/(invalid-rule|in-use)$/

const UNREACHABLE = {
  en: 'The server cannot be reached. Nothing is lost; try again in a moment.',
  es: 'No se puede contactar con el servidor. No se pierde nada; inténtalo de nuevo en un momento.',
} as const

/** Whatever a call threw, as a sentence in the reader's language. */
export function sayFailure(locale: Locale, error: unknown): string {
  const failure = toFailure(error)
  switch (failure.kind) {
    case 'unreachable':
      return UNREACHABLE[locale]
    case 'refused': {
      const { code, message } = failure
      // a server of another edition may refuse by a code this one does not know
      const known: string | undefined = locale === 'es' ? REFUSALS_ES[code] : undefined
      if (known === undefined) return message
      return NAMING.test(code) ? `${known} (${message})` : known
    }
    case 'invalid':
      return locale === 'es' ? `${REFUSALS_ES['input/invalid']} (${failure.message})` : failure.message
    case 'bug':
      return locale === 'es' && failure.reference !== undefined
        ? `Algo ha fallado por nuestra parte. Referencia: ${failure.reference}`
        : failure.message
  }
}

/** {@link sayFailure} in the language of the screen. */
export function useFailureWords(): (error: unknown) => string {
  const { locale } = useLocale()
  return useCallback((error) => sayFailure(locale, error), [locale])
}
