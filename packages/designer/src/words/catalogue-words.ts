import { defineMessages, plural } from '@periplo/ui'

/** The words around the catalogue of measures. */
export const CATALOGUE_WORDS = defineMessages({
  en: {
    title: 'What is measured',
    about:
      'The map shows those marked so. Every one can be computed on a file of events: periplo measure, and the name in small type.',
    search: 'Name, words, reader or KPI',
    onTheMap: 'on the map',
    superficial: 'never a goal',
    count: (args: { count: number; written: string }) =>
      plural('en', args.count, { one: '1 measure', other: `${args.written} measures` }),
  },
  es: {
    title: 'Qué se mide',
    about:
      'El mapa muestra las que llevan la marca. Todas pueden calcularse sobre un archivo de eventos: periplo measure y el nombre en letra pequeña.',
    search: 'Nombre, palabras, lector o KPI',
    onTheMap: 'en el mapa',
    superficial: 'nunca un objetivo',
    count: ({ count, written }) => plural('es', count, { one: '1 medida', other: `${written} medidas` }),
  },
})
