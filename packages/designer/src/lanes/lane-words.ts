import { defineMessages, plural } from '@periplo/ui'

/** The words of the lanes and of what can be done with them. */
export const LANE_WORDS = defineMessages({
  en: {
    acts: (args: { name: string }) => `What to do with the stage “${args.name}”`,
    rename: 'Rename',
    renameOf: (args: { name: string }) => `New name of the stage “${args.name}”`,
    left: 'Move left',
    right: 'Move right',
    collapse: 'Collapse',
    expand: (args: { name: string }) => `Expand “${args.name}”`,
    addBefore: 'Add a stage before it',
    addAfter: 'Add a stage after it',
    bringBack: (args: { name: string }) => `Bring back “${args.name}”`,
    remove: 'Remove the stage',
    newStage: 'New stage',
    removeTitle: (args: { name: string }) => `Remove the stage “${args.name}”?`,
    removeText: (args: { count: number }) =>
      plural('en', args.count, {
        one: 'One step stands in it. No step is lost: choose where it goes.',
        other: `${args.count} steps stand in it. No step is lost: choose where they go.`,
      }),
    heir: 'The steps go to',
    cancel: 'Cancel',
    moveAndRemove: 'Move and remove',
    dragHint: 'Click to rename the stage, drag to put it elsewhere',
  },
  es: {
    acts: ({ name }) => `Qué hacer con la etapa «${name}»`,
    rename: 'Cambiar el nombre',
    renameOf: ({ name }) => `Nombre nuevo de la etapa «${name}»`,
    left: 'Mover a la izquierda',
    right: 'Mover a la derecha',
    collapse: 'Plegar',
    expand: ({ name }) => `Desplegar «${name}»`,
    addBefore: 'Añadir una etapa delante',
    addAfter: 'Añadir una etapa detrás',
    bringBack: ({ name }) => `Recuperar «${name}»`,
    remove: 'Quitar la etapa',
    newStage: 'Etapa nueva',
    removeTitle: ({ name }) => `¿Quitar la etapa «${name}»?`,
    removeText: ({ count }) =>
      plural('es', count, {
        one: 'Hay un paso en ella. No se pierde ninguno: elige adónde va.',
        other: `Hay ${count} pasos en ella. No se pierde ninguno: elige adónde van.`,
      }),
    heir: 'Los pasos van a',
    cancel: 'Cancelar',
    moveAndRemove: 'Mover y quitar',
    dragHint: 'Haz clic para cambiarle el nombre, arrastra para ponerla en otro sitio',
  },
})
