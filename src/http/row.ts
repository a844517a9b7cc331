import type { z } from 'zod'

/** Mastodon's buckets, declared on the route and keyed by account, token or foreign address (SEC:L4, SEC:L8). Every call also counts as `general`. */
export type LimitName = 'statuses' | 'deletes' | 'uploads' | 'follows' | 'apps' | 'signin' | 'token' | 'search' | 'paging' | 'reports'

/** A row's schema for one part of a request, and what a handler gets of it. */
export type Shape = z.ZodType | undefined
export type Out<S extends Shape> = S extends z.ZodType ? z.output<S> : Record<never, never>
