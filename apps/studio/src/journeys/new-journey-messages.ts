import { defineMessages, plural } from '@periplo/ui'

/** What the dialog for a new journey says. */
export const NEW_JOURNEY_MESSAGES = defineMessages({
  en: {
    title: 'New journey',
    name: 'Name',
    namePlaceholder: 'Cart recovery, autumn',
    nameMissing: 'Give it a name.',
    start: 'Start from',
    blank: 'Blank',
    template: 'Template',
    code: 'Journey as code',
    listensTo: 'It listens to',
    adapt: 'Put in your own',
    steps: (args: { nodes: string; stages: string }) => `${args.nodes} steps in ${args.stages} stages`,
    blankText: 'Five empty stages, from awareness to advocacy. Drag the first step in.',
    file: 'Choose a JSON file',
    paste: 'Or paste it here',
    noJson: (args: { reason: string }) => `This is not JSON. The browser says: ${args.reason}`,
    noJourney: (args: { place: string; reason: string }) =>
      args.place === '' ? 'This is no journey.' : `This is no journey yet. At ${args.place}: ${args.reason}`,
    found: (args: { count: number; nodes: string }) =>
      plural('en', args.count, { one: 'A journey of 1 step', other: `A journey of ${args.nodes} steps` }),
    create: 'Create',
    failed: 'It could not be created',
  },
  es: {
    title: 'Nuevo recorrido',
    name: 'Nombre',
    namePlaceholder: 'Carrito de otoño',
    nameMissing: 'Ponle un nombre.',
    start: 'Empezar con',
    blank: 'En blanco',
    template: 'Plantilla',
    code: 'Recorrido como código',
    listensTo: 'Escucha',
    adapt: 'Pon lo tuyo',
    steps: ({ nodes, stages }) => `${nodes} pasos en ${stages} etapas`,
    blankText: 'Cinco etapas vacías, del descubrimiento a la recomendación. Arrastra el primer paso.',
    file: 'Elegir un archivo JSON',
    paste: 'O pégalo aquí',
    noJson: ({ reason }) => `Esto no es JSON. El navegador dice: ${reason}`,
    noJourney: ({ place, reason }) =>
      place === '' ? 'Esto no es un recorrido.' : `Aún no es un recorrido. En ${place}: ${reason}`,
    found: ({ count, nodes }) =>
      plural('es', count, { one: 'Un recorrido de 1 paso', other: `Un recorrido de ${nodes} pasos` }),
    create: 'Crear',
    failed: 'No se ha podido crear',
  },
})
