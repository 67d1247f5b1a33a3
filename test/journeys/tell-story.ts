import type { House, Room } from './house.ts'
import type { StoryStep } from '../fixtures/read-fixture.ts'

const LINKS = { open: /http[^"]+\/t\/o\/[^"]+/, click: /http[^"]+\/t\/c\/[^"]+/ } as const

/** Lets a story happen: over HTTP, at its moments, with everything settled after each. */
export async function tellStory(house: House, room: Room, story: readonly StoryStep[]): Promise<void> {
  for (const step of story) {
    await house.turnTo(step.at)
    await act(house, room, step)
    await house.settle()
  }
}

async function act(house: House, room: Room, { call, body, person }: StoryStep): Promise<void> {
  const answer =
    call === 'open' || call === 'click'
      ? await house.follow(await findLink(room, { call, person: person ?? '' }))
      : await room.send(call, body ?? {})
  if (answer.status >= 400) throw new Error(`${call} was answered ${answer.status}: ${await answer.text()}`)
}

/** The pixel or the first link of the latest message sent to somebody. */
async function findLink(
  { studio, workspaceId }: Room,
  { call, person }: { readonly call: 'open' | 'click'; readonly person: string },
): Promise<string> {
  const { items } = await studio.messages.list.query({ workspaceId, status: 'sent' })
  const message = items.find(({ to }) => to === `${person}@example.com`)
  if (!message) throw new Error(`Nothing was sent to ${person}`)
  const { html } = await studio.messages.get.query({ workspaceId, sendKey: message.sendKey })
  const [link] = LINKS[call].exec(html) ?? []
  if (link === undefined) throw new Error(`The message to ${person} has nothing to ${call}`)
  return link
}
