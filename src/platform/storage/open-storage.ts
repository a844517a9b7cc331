import type { Config } from '../config/config.ts'
import { folderStorage } from './folder.ts'
import type { Storage } from './storage.ts'

/** Opens the place for files that the configuration names. */
export const openStorage = (config: Config): Storage => folderStorage(config.storage.path)
