/**
 * Emoji that VADER's names give no valence, though customers mean something by them; our own, on the same
 * scale. Added to the English list.
 */
export const MORE_EMOJI: Readonly<Record<string, string>> = {
  '2.7': '💯 🤩 🏆',
  '2.2': '❤ 🧡 💛 💚 💙 💜 🖤 💕 👏 🙌',
  '1.7': '👍 🙏 💪 ⭐ 🌟',
  '-1.2': '🙄 😒 🤔',
  '-2': '👎 😤 😣 😖',
  '-2.8': '😡 🤬 🤮 🤢 💩 🖕',
}
