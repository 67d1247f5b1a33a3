import { defineMessages } from '@periplo/ui'

/** The words of the outline. */
export const OUTLINE_WORDS = defineMessages({
  en: {
    outline: 'Outline of the journey',
    close: 'Close the outline',
    leads: (args: { title: string }) => `then “${args.title}”`,
    by: (args: { port: string; title: string }) => `${args.port}: “${args.title}”`,
    empty: 'No steps in this stage',
    acts: (args: { title: string }) => `What to do with “${args.title}”`,
    rename: 'Rename',
    newTitle: (args: { title: string }) => `New title of “${args.title}”`,
    addAfter: 'Add a step after it…',
    moveTo: 'Move to',
    duplicate: 'Duplicate',
    delete: 'Delete',
  },
  es: {
    outline: 'Esquema del recorrido',
    close: 'Cerrar el esquema',
    leads: ({ title }) => `después «${title}»`,
    by: ({ port, title }) => `${port}: «${title}»`,
    empty: 'No hay pasos en esta etapa',
    acts: ({ title }) => `Qué hacer con «${title}»`,
    rename: 'Cambiar el título',
    newTitle: ({ title }) => `Título nuevo de «${title}»`,
    addAfter: 'Añadir un paso detrás…',
    moveTo: 'Mover a',
    duplicate: 'Duplicar',
    delete: 'Borrar',
  },
})
