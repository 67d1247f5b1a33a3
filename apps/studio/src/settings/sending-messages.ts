import { defineMessages } from '@periplo/ui'

/** What the settings say about sending. */
export const SENDING_MESSAGES = defineMessages({
  en: {
    lead: 'What marketing keeps to, whichever journey sends it. Service messages keep to none of it: a receipt is awaited.',
    quiet: 'Quiet hours',
    quietHint:
      'By the clock of the person, or of the workspace where theirs is unknown. What a journey sends in these hours waits, and goes when they end.',
    from: 'From',
    until: 'Until',
    nextDay: 'Until an earlier hour means the next day.',
    sameHour: 'Choose another hour than they begin at.',
    caps: 'Frequency caps',
    capsHint:
      'How much marketing a person gets at most, over all journeys. What would be one too many is not sent, and is counted with its reason.',
    most: 'Messages',
    within: 'In any',
    addCap: 'Add a cap',
    removeCap: 'Remove this cap',
    kept: 'Kept for important',
    important: 'Important journeys',
    importantHint:
      'They go first where messages are due together, and only they use what a cap keeps for important ones.',
    noImportant: 'None.',
    addImportant: 'Add a journey',
    removeImportant: (args: { name: string }) => `“${args.name}” is not important`,
    save: 'Save',
    saved: 'Messages keep to this from now on',
    failed: 'That did not work',
    forAdmins: 'An administrator can change this.',
  },
  es: {
    lead: 'Lo que cumple todo mensaje comercial, lo envíe el recorrido que lo envíe. Los de servicio no lo cumplen: un recibo se espera.',
    quiet: 'Horas de silencio',
    quietHint:
      'Según el reloj de la persona, o el del espacio de trabajo si no se conoce el suyo. Lo que un recorrido envía en estas horas espera y sale cuando acaban.',
    from: 'Desde',
    until: 'Hasta',
    nextDay: 'Hasta una hora anterior significa el día siguiente.',
    sameHour: 'Elige otra hora que la de comienzo.',
    caps: 'Topes de frecuencia',
    capsHint:
      'Cuánto recibe como mucho una persona, entre todos los recorridos. El que sobra no se envía y se cuenta con su motivo.',
    most: 'Mensajes',
    within: 'En cualquier plazo de',
    addCap: 'Añadir un tope',
    removeCap: 'Quitar este tope',
    kept: 'Para importantes',
    important: 'Recorridos importantes',
    importantHint:
      'Salen primero cuando varios mensajes coinciden, y solo ellos usan lo que un tope reserva a los importantes.',
    noImportant: 'Ninguno.',
    addImportant: 'Añadir un recorrido',
    removeImportant: ({ name }) => `«${name}» no es importante`,
    save: 'Guardar',
    saved: 'Los mensajes lo cumplen desde ahora',
    failed: 'No ha funcionado',
    forAdmins: 'Puede cambiarlo un administrador.',
  },
})
