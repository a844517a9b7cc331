import type sharp from 'sharp'

export type Engine = typeof sharp

let loaded: Promise<Engine> | undefined

/**
 * sharp, loaded at the first picture (it costs 100 ms and 24 MB). Every loader of libvips is blocked but five, so that no file reaches another
 * decoder, whatever it claims to be (SEC:M1, SEC:M3, SEC:M6). One thread for each picture and no cache of pixels.
 */
export function openEngine(): Promise<Engine> {
  loaded ??= import('sharp').then(({ default: engine }) => {
    engine.block({ operation: ['VipsForeignLoad'] })
    engine.unblock({
      operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif', 'VipsForeignLoadHeif'],
    })
    engine.concurrency(1)
    engine.cache(false)
    return engine
  })
  return loaded
}
