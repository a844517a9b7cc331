export interface WindowState {
  count: number
  remaining: number
  /** End of the window, Unix ms. */
  resetAt: number
}

/** Counts in windows aligned to the clock, shared by all processes on this machine. */
export interface Windows {
  /** Counts one hit and tells how full the window is. `remaining` is 0 also when `count` is above `limit`. */
  hit(bucket: string, limit: number, windowMs: number, now: number): WindowState
  close(): void
}

/** Opens `limits.db` in `folder`. */
export declare function openWindows(folder: string): Windows
