import { PasswordSection } from './password-section.tsx'
import { SecondStepSection } from './second-step-section.tsx'

/** The member's own signing in: the second step, and the password. */
export function SecurityPanel() {
  return (
    <div className="s-settings-parts">
      <SecondStepSection />
      <PasswordSection />
    </div>
  )
}
