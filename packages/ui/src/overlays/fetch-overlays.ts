import { PaletteList } from './command-palette.tsx'
import { MenuPopup } from './menu.tsx'
import { TooltipPopup } from './tooltip.tsx'

/** Fetches the overlays nobody has opened yet, so that they are there when the network is not. Never rejects. */
export async function fetchOverlays(): Promise<void> {
  await Promise.all([MenuPopup.fetch(), PaletteList.fetch(), TooltipPopup.fetch()])
}
