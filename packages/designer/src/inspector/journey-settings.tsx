import type { JourneyDefinition, JourneySettings, Problem, Reentry, Trigger } from '@periplo/model'
import {
  Button,
  defineMessages,
  Field,
  IconButton,
  Select,
  Switch,
  TabPanel,
  Tabs,
  useMessages,
} from '@periplo/ui'
import { useMemo, useState } from 'react'
import { ConditionEditor } from '../condition/condition-editor.tsx'
import { toCode } from '../edit/canonical.ts'
import type { FormContext, Suggestions } from '../nodes/node-design.ts'
import { CodeView } from './code-view.tsx'
import { DraftArea } from './draft-text.tsx'
import { DurationInput } from './duration-input.tsx'
import { EventInput } from './event-input.tsx'
import { PathInput } from './path-input.tsx'
import { StageList } from './stage-list.tsx'
import { findPaths } from './suggest.ts'

const WORDS = defineMessages({
  en: {
    panel: 'Settings of the journey',
    rules: 'Rules',
    stages: 'Stages',
    code: 'As code',
    sections: 'Parts of the journey',
    description: 'What it is for',
    reentry: 'May people come again?',
    never: 'No, once only',
    'after-exit': 'Yes, after the run has ended',
    'cool-down': 'Yes, after a pause',
    always: 'Yes, at any time',
    pause: 'Pause',
    key: 'Told apart by',
    keyHint: 'A property of the entering event, such as cart_id: each cart is a run of its own.',
    hasGoal: 'It has a goal',
    goalHint: 'Reaching it ends the run as a success, wherever the person is.',
    goal: 'The goal is reached when',
    window: 'It still counts for',
    windowHint: 'After entry, also when the run has ended.',
    exits: 'Everybody leaves when',
    addExit: 'Add an exit rule',
    exit: (args: { place: number }) => `Exit ${args.place}`,
    removeExit: (args: { place: number }) => `Remove exit ${args.place}`,
    filter: 'Only if',
    happens: 'This happens',
    missing: 'Choose an event',
  },
  es: {
    panel: 'Ajustes del recorrido',
    rules: 'Reglas',
    stages: 'Etapas',
    code: 'Código',
    sections: 'Partes del recorrido',
    description: 'Para qué sirve',
    reentry: '¿Se puede volver a entrar?',
    never: 'No, solo una vez',
    'after-exit': 'Sí, al terminar',
    'cool-down': 'Sí, tras una pausa',
    always: 'Sí, en cualquier momento',
    pause: 'Pausa',
    key: 'Se distinguen por',
    keyHint: 'Una propiedad del evento de entrada, como cart_id: cada carrito es un recorrido aparte.',
    hasGoal: 'Tiene un objetivo',
    goalHint: 'Alcanzarlo termina con éxito, esté donde esté la persona.',
    goal: 'El objetivo se alcanza cuando',
    window: 'Cuenta todavía durante',
    windowHint: 'Desde la entrada, también si ya terminó.',
    exits: 'Todos salen cuando',
    addExit: 'Añadir una regla de salida',
    exit: ({ place }) => `Salida ${place}`,
    removeExit: ({ place }) => `Quitar la salida ${place}`,
    filter: 'Solo si',
    happens: 'Ocurre esto',
    missing: 'Elige un evento',
  },
})

interface SettingsProps {
  readonly definition: JourneyDefinition
  readonly problems: readonly Problem[]
  readonly suggestions: Suggestions
  readonly readOnly: boolean
  readonly onEdit: (definition: JourneyDefinition, field: string) => void
}

/** The rules and stages of the whole journey; shown while no node is chosen. */
export function JourneySettingsPanel(props: SettingsProps) {
  const m = useMessages(WORDS)
  const [tab, setTab] = useState<'rules' | 'stages' | 'code'>('rules')
  return (
    <aside className="d-side" aria-label={m.panel}>
      <div className="d-side-head">
        <h2 className="p-cut">{m.panel}</h2>
      </div>
      <Tabs
        label={m.sections}
        value={tab}
        onValueChange={setTab}
        tabs={(['rules', 'stages', 'code'] as const).map((value) => ({ value, label: m[value] }))}
        className="d-side-tabs"
      >
        <TabPanel value="rules" className="d-side-body">
          <Rules {...props} />
        </TabPanel>
        <TabPanel value="stages" className="d-side-body">
          <StageList {...props} />
        </TabPanel>
        <TabPanel value="code" className="d-side-body">
          <CodeView code={toCode(props.definition)} />
        </TabPanel>
      </Tabs>
    </aside>
  )
}

function Rules({ definition, problems, suggestions, readOnly, onEdit }: SettingsProps) {
  const m = useMessages(WORDS)
  const { settings } = definition
  const context = useFormContext({ definition, problems, suggestions, readOnly })
  const edit = (changes: Partial<JourneySettings>, field: string) =>
    onEdit({ ...definition, settings: { ...settings, ...changes } }, field)
  return (
    <>
      <Field label={m.description}>
        <DraftArea
          rows={2}
          maxLength={2000}
          readOnly={readOnly}
          value={definition.description ?? ''}
          onCommit={(description) => onEdit({ ...definition, description }, 'description')}
        />
      </Field>
      <ReentryInput
        value={settings.reentry}
        onValueChange={(reentry) => edit({ reentry }, 'reentry')}
        disabled={readOnly}
      />
      <PathInput
        label={m.key}
        value={settings.correlationKey ?? ''}
        onValueChange={(key) => edit({ correlationKey: key === '' ? undefined : key }, 'correlationKey')}
        paths={findPaths(suggestions, context.entryEvents)}
        disabled={readOnly}
      />
      <p className="d-hint">{m.keyHint}</p>
      <Field label={m.hasGoal} hint={m.goalHint} layout="inline">
        <Switch
          checked={settings.goal !== undefined}
          onCheckedChange={(on) => edit({ goal: on ? { event: '' } : undefined }, 'goal')}
          disabled={readOnly}
        />
      </Field>
      {settings.goal && (
        <TriggerInput
          label={m.goal}
          trigger={settings.goal}
          onTriggerChange={(goal) => edit({ goal }, 'goal')}
          context={context}
        />
      )}
      <DurationInput
        label={m.window}
        hint={m.windowHint}
        value={settings.conversionWindow}
        onValueChange={(conversionWindow) => edit({ conversionWindow }, 'conversionWindow')}
        disabled={readOnly}
      />
      <Exits exits={settings.exits} onExitsChange={(exits) => edit({ exits }, 'exits')} context={context} />
    </>
  )
}

function ReentryInput(props: {
  readonly value: Reentry
  readonly onValueChange: (value: Reentry) => void
  readonly disabled: boolean
}) {
  const { value, onValueChange, disabled } = props
  const m = useMessages(WORDS)
  const choose = (mode: Reentry['mode']) =>
    onValueChange(mode === 'cool-down' ? { mode, coolDown: { amount: 7, unit: 'days' } } : { mode })
  return (
    <>
      <Field label={m.reentry}>
        <Select
          value={value.mode}
          onValueChange={choose}
          options={(['never', 'after-exit', 'cool-down', 'always'] as const).map((mode) => ({
            value: mode,
            label: m[mode],
          }))}
          disabled={disabled}
        />
      </Field>
      {value.mode === 'cool-down' && (
        <DurationInput
          label={m.pause}
          value={value.coolDown}
          onValueChange={(coolDown) => onValueChange({ mode: 'cool-down', coolDown })}
          disabled={disabled}
        />
      )}
    </>
  )
}

function Exits(props: {
  readonly exits: readonly Trigger[]
  readonly onExitsChange: (exits: Trigger[]) => void
  readonly context: FormContext
}) {
  const { exits, onExitsChange, context } = props
  const m = useMessages(WORDS)
  return (
    <fieldset className="d-group" disabled={context.readOnly}>
      <legend className="d-legend">{m.exits}</legend>
      {exits.map((exit, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- exit rules are told apart by place alone
        <div key={index} className="d-rule">
          <div className="d-rule-head">
            <span className="p-muted p-grow">{m.exit({ place: index + 1 })}</span>
            <IconButton
              icon="close"
              size="sm"
              label={m.removeExit({ place: index + 1 })}
              onClick={() => onExitsChange(exits.toSpliced(index, 1))}
            />
          </div>
          <TriggerInput
            label={m.happens}
            trigger={exit}
            onTriggerChange={(next) => onExitsChange(exits.with(index, next))}
            context={context}
          />
        </div>
      ))}
      {exits.length < 10 && !context.readOnly && (
        <Button size="sm" icon="add" onClick={() => onExitsChange([...exits, { event: '' }])}>
          {m.addExit}
        </Button>
      )}
    </fieldset>
  )
}

function TriggerInput(props: {
  readonly label: string
  readonly trigger: Trigger
  readonly onTriggerChange: (trigger: Trigger) => void
  readonly context: FormContext
}) {
  const { label, trigger, onTriggerChange, context } = props
  const m = useMessages(WORDS)
  const { suggestions, entryEvents, readOnly } = context
  return (
    <>
      <EventInput
        label={label}
        value={trigger.event}
        onValueChange={(event) => onTriggerChange({ ...trigger, event })}
        suggestions={suggestions}
        error={trigger.event === '' ? m.missing : undefined}
        disabled={readOnly}
      />
      <ConditionEditor
        label={m.filter}
        condition={trigger.filter}
        onConditionChange={(filter) => onTriggerChange({ ...trigger, filter })}
        paths={{
          event: findPaths(suggestions, [trigger.event]),
          entry: findPaths(suggestions, entryEvents),
          trait: suggestions.traits ?? [],
        }}
        context={context}
      />
    </>
  )
}

function useFormContext(from: Omit<SettingsProps, 'onEdit'>): FormContext {
  const { definition, problems, suggestions, readOnly } = from
  return useMemo(
    () => ({
      suggestions,
      entryEvents: definition.nodes.flatMap((node) =>
        node.kind === 'event-entry' && node.event ? [node.event] : [],
      ),
      codes: new Set(problems.filter((problem) => problem.node === undefined).map((problem) => problem.code)),
      readOnly,
    }),
    [definition.nodes, problems, suggestions, readOnly],
  )
}
