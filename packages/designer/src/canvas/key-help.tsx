import { defineMessages, Dialog, Kbd, useMessages } from '@periplo/ui'

const WORDS = defineMessages({
  en: {
    title: 'Keys of the map',
    walk: 'Walk along the journey',
    move: 'Move a step to another lane or row',
    open: 'Open the settings',
    connect: 'Connect to…',
    add: 'Add a step by name',
    delete: 'Delete',
    undo: 'Undo, redo',
    find: 'Find a step',
    cut: 'Cut',
    branch: 'Duplicate the branch',
    commands: 'Everything by name',
    copy: 'Copy, paste, also as text',
    duplicate: 'Duplicate',
    all: 'Choose everything',
    fit: 'Show everything',
    more: 'Choose several (drag or click)',
    none: 'Choose nothing, close',
    help: 'This list',
  },
  es: {
    title: 'Teclas del mapa',
    walk: 'Caminar por el recorrido',
    move: 'Mover un paso a otra etapa o fila',
    open: 'Abrir los ajustes',
    connect: 'Conectar con…',
    add: 'Añadir un paso por su nombre',
    delete: 'Borrar',
    undo: 'Deshacer, rehacer',
    find: 'Buscar un paso',
    cut: 'Cortar',
    branch: 'Duplicar la rama',
    commands: 'Todo por su nombre',
    copy: 'Copiar, pegar, también como texto',
    duplicate: 'Duplicar',
    all: 'Elegir todo',
    fit: 'Verlo todo',
    more: 'Elegir varios (arrastrar o clic)',
    none: 'No elegir nada, cerrar',
    help: 'Esta lista',
  },
})

const KEYS = [
  ['walk', '↑ ↓ ← →'],
  ['move', 'Alt ↑ ↓ ← →'],
  ['open', 'Enter'],
  ['connect', 'C'],
  ['add', '/'],
  ['delete', 'Delete'],
  ['undo', 'Ctrl Z Y'],
  ['copy', 'Ctrl C V'],
  ['cut', 'Ctrl X'],
  ['duplicate', 'Ctrl D'],
  ['branch', 'Ctrl Shift D'],
  ['find', 'Ctrl F'],
  ['commands', 'Ctrl K'],
  ['all', 'Ctrl A'],
  ['fit', 'F'],
  ['more', 'Shift'],
  ['none', 'Esc'],
  ['help', '?'],
] as const

/** Every key of the map. */
export function KeyHelp(props: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const m = useMessages(WORDS)
  return (
    <Dialog {...props} title={m.title} size="sm">
      <dl className="d-keys">
        {KEYS.map(([name, keys]) => (
          <div key={name}>
            <dt>{m[name]}</dt>
            <dd>
              <Kbd keys={keys.split(' ')} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
