/** green: well. amber: works, but look at it. red: broken. */
export type State = 'green' | 'amber' | 'red'

/** What one check found, in words for the admin. */
export interface Finding {
  check: string
  state: State
  text: string
}

export const finding = (check: string, state: State, text: string): Finding => ({ check, state, text })

/** Runs a check; one that breaks off is itself a finding. */
export async function found(check: string, look: () => Promise<Finding[]> | Finding[]): Promise<Finding[]> {
  try {
    return await look()
  } catch (e) {
    return [finding(check, 'red', (e as Error).message)]
  }
}
