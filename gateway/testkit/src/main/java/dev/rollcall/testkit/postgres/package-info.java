/**
 * Real PostgreSQL for tests: one embedded server for each JVM and profile, one fresh database for each test class. Knows no
 * schema: the caller migrates. Start reading at {@link dev.rollcall.testkit.postgres.TestPostgres}.
 */
@NullMarked
package dev.rollcall.testkit.postgres;

import org.jspecify.annotations.NullMarked;
