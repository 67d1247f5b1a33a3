import { defineMessages, plural } from '@periplo/ui'

/** What is said where people are moved between versions. */
export const MOVING_MESSAGES = defineMessages({
  en: {
    inFlight: 'People in flight',
    nobody: 'Nobody is inside. New people enter the new version.',
    choice: 'What becomes of the people in flight',
    stay: 'They stay on their version',
    stayHint: 'They go on to their end as it was drawn for them; new people enter the new version.',
    follow: 'They follow where their step still exists',
    followHint: 'Whoever waits in a step that is still there goes on in the new version; the others stay.',
    migrate: 'They go where you say',
    migrateHint: 'Step by step: into a step of the new version, out of the journey, or no change.',
    where: 'Where they are',
    people: 'People',
    target: 'Where they go',
    targetOf: (args: { node: string; number: number }) =>
      `Where people in “${args.node}” of v${args.number} go`,
    staysOn: (args: { number: number }) => `Stay on v${args.number}`,
    leave: 'Leave the journey',
    same: 'The same step',
    actsAtOnce: 'Acts at once',
    over: (args: { count: number; text: string }) =>
      plural('en', args.count, {
        one: '1 wait is over by the new rule',
        other: `${args.text} waits are over by the new rule`,
      }),
    spread: 'Whose wait is over goes on within',
    actTitle: (args: { count: number; text: string }) =>
      plural('en', args.count, { one: '1 person acts at once', other: `${args.text} people act at once` }),
    actText: 'They do what their new step says as soon as you publish, and cannot be brought back.',
    leaveTitle: (args: { count: number; text: string }) =>
      plural('en', args.count, { one: '1 person leaves', other: `${args.text} people leave` }),
    leaveText: 'Their runs end as withdrawn and count as no loss. This cannot be taken back.',
    forgotten: (args: { names: string; number: number }) =>
      `People of v${args.number} have not kept ${args.names}: where the new version asks for it, it is missing to them.`,
    heldNote: 'The journey is paused: people move when it goes on.',
    unaskedNote: (args: { count: number; text: string }) =>
      plural('en', args.count, {
        one: '1 person is still on the way by an earlier move, and counted where they are now.',
        other: `${args.text} people are still on the way by an earlier move, and counted where they are now.`,
      }),
    summary: (args: { moved: string; stayed: string; left: string }) =>
      `${args.moved} move, ${args.stayed} stay, ${args.left} leave.`,
    failed: 'This cannot be foreseen',
    moved: (args: { count: number; text: string; from: string }) =>
      plural('en', args.count, {
        one: `1 person has come from ${args.from}`,
        other: `${args.text} people have come from ${args.from}`,
      }),
    left: (args: { count: number; text: string }) =>
      plural('en', args.count, {
        one: '1 person was taken out',
        other: `${args.text} people were taken out`,
      }),
    waiting: (args: { count: number; text: string }) =>
      plural('en', args.count, {
        one: '1 person is still to be asked',
        other: `${args.text} people are still to be asked`,
      }),
    returned: (args: { count: number; text: string }) =>
      plural('en', args.count, {
        one: '1 person was brought back',
        other: `${args.text} people were brought back`,
      }),
    bringBack: 'Bring people back…',
    bringBackNow: (args: { count: number; text: string }) =>
      plural('en', args.count, { one: 'Bring 1 person back', other: `Bring ${args.text} people back` }),
    bringBackTitle: 'Bring people back',
    bringBackText: (args: { count: number; text: string; from: string }) =>
      plural('en', args.count, {
        one: `1 person still stands where the move has put them, and goes back to where they were in ${args.from}.`,
        other: `${args.text} people still stand where the move has put them, and go back to where they were in ${args.from}.`,
      }),
    movedOn: (args: { count: number; text: string }) =>
      plural('en', args.count, {
        one: '1 person has gone on since, and stays.',
        other: `${args.text} people have gone on since, and stay.`,
      }),
    broughtBack: 'People are being brought back',
    bringBackFailed: 'Nobody was brought back',
  },
  es: {
    inFlight: 'Personas en camino',
    nobody: 'No hay nadie dentro. Quien entre ahora lo hará en la nueva versión.',
    choice: 'Qué pasa con las personas en camino',
    stay: 'Se quedan en su versión',
    stayHint: 'Siguen hasta el final tal como se dibujó para ellas; quien entre ahora lo hará en la nueva.',
    follow: 'Pasan donde su paso sigue existiendo',
    followHint: 'Quien espera en un paso que sigue ahí continúa en la nueva versión; el resto se queda.',
    migrate: 'Van a donde se indique',
    migrateHint: 'Paso a paso: a un paso de la nueva versión, fuera del recorrido, o sin cambio.',
    where: 'Dónde están',
    people: 'Personas',
    target: 'Adónde van',
    targetOf: ({ node, number }) => `Adónde van las personas de «${node}» de v${number}`,
    staysOn: ({ number }) => `Se quedan en v${number}`,
    leave: 'Dejan el recorrido',
    same: 'El mismo paso',
    actsAtOnce: 'Actúa enseguida',
    over: ({ count, text }) =>
      plural('es', count, {
        one: '1 espera ya ha terminado según la nueva regla',
        other: `${text} esperas ya han terminado según la nueva regla`,
      }),
    spread: 'Quien ya ha terminado su espera sigue en un plazo de',
    actTitle: ({ count, text }) =>
      plural('es', count, { one: '1 persona actúa enseguida', other: `${text} personas actúan enseguida` }),
    actText: 'Hacen lo que dice su nuevo paso en cuanto se publica, y no se pueden traer de vuelta.',
    leaveTitle: ({ count, text }) =>
      plural('es', count, { one: '1 persona sale', other: `${text} personas salen` }),
    leaveText: 'Sus recorridos terminan como retirados y no cuentan como pérdida. No se puede deshacer.',
    forgotten: ({ names, number }) =>
      `Las personas de v${number} no han guardado ${names}: donde la nueva versión lo pide, les falta.`,
    heldNote: 'El recorrido está en pausa: las personas pasan cuando se reanude.',
    unaskedNote: ({ count, text }) =>
      plural('es', count, {
        one: '1 persona aún está pasando por un cambio anterior, y cuenta donde está ahora.',
        other: `${text} personas aún están pasando por un cambio anterior, y cuentan donde están ahora.`,
      }),
    summary: ({ moved, stayed, left }) => `Pasan ${moved}, se quedan ${stayed}, salen ${left}.`,
    failed: 'No se puede prever',
    moved: ({ count, text, from }) =>
      plural('es', count, {
        one: `1 persona ha venido de ${from}`,
        other: `${text} personas han venido de ${from}`,
      }),
    left: ({ count, text }) =>
      plural('es', count, { one: 'Se retiró a 1 persona', other: `Se retiró a ${text} personas` }),
    waiting: ({ count, text }) =>
      plural('es', count, { one: 'Falta 1 persona por pasar', other: `Faltan ${text} personas por pasar` }),
    returned: ({ count, text }) =>
      plural('es', count, {
        one: '1 persona volvió a su versión',
        other: `${text} personas volvieron a su versión`,
      }),
    bringBack: 'Traer de vuelta…',
    bringBackNow: ({ count, text }) =>
      plural('es', count, {
        one: 'Traer de vuelta a 1 persona',
        other: `Traer de vuelta a ${text} personas`,
      }),
    bringBackTitle: 'Traer de vuelta',
    bringBackText: ({ count, text, from }) =>
      plural('es', count, {
        one: `1 persona sigue donde la puso el cambio, y vuelve a donde estaba en ${from}.`,
        other: `${text} personas siguen donde las puso el cambio, y vuelven a donde estaban en ${from}.`,
      }),
    movedOn: ({ count, text }) =>
      plural('es', count, {
        one: '1 persona ha avanzado desde entonces, y se queda.',
        other: `${text} personas han avanzado desde entonces, y se quedan.`,
      }),
    broughtBack: 'Las personas están volviendo',
    bringBackFailed: 'No se ha traído de vuelta a nadie',
  },
})
