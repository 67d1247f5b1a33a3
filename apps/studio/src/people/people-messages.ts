import { defineMessages, plural } from '@periplo/ui'

/** What the list of people says. */
export const PEOPLE_MESSAGES = defineMessages({
  en: {
    title: 'People',
    search: 'Name, e-mail, phone, customer',
    person: 'Person',
    identifiers: 'Known by',
    inside: 'Inside now',
    first: 'First seen',
    last: 'Last seen',
    anonymous: 'Anonymous',
    journeys: (args: { count: number; text: string }) =>
      plural('en', args.count, { one: '1 journey', other: `${args.text} journeys` }),
    others: (args: { count: number }) => `and ${args.count} more`,
    emptyTitle: 'Nobody has been here yet',
    emptyText: 'People appear with their first event. Send one from your shop, app or till.',
    emptyAction: 'Set up a source',
    nothingTitle: 'Nobody matches',
  },
  es: {
    title: 'Personas',
    search: 'Nombre, correo, teléfono, cliente',
    person: 'Persona',
    identifiers: 'Conocida por',
    inside: 'Dentro ahora',
    first: 'Vista por primera vez',
    last: 'Última vez',
    anonymous: 'Anónima',
    journeys: ({ count, text }) => plural('es', count, { one: '1 recorrido', other: `${text} recorridos` }),
    others: ({ count }) => `y ${count} más`,
    emptyTitle: 'Todavía no ha pasado nadie',
    emptyText: 'Las personas aparecen con su primer evento. Envía uno desde tu tienda, app o caja.',
    emptyAction: 'Configurar una fuente',
    nothingTitle: 'No coincide nadie',
  },
})
