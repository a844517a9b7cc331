// Loaded before any test file (`--import`): the schema files ask for the dialect when they are imported.
import { chooseDialect } from '#db/dialect.ts'

/** Address of the throw-away cluster under test, or undefined for SQLite. */
export const testCluster = process.env['ATRIUM_TEST_DATABASE']

chooseDialect(testCluster ? 'postgres' : 'sqlite')
