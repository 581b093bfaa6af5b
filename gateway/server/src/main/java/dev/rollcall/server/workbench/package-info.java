/**
 * The workbench of a profile: it shows what recorded requests would do under another profile, and which lines of a profile would
 * mend those that failed. Nothing is written. Imports {@code core}, {@code scim}, {@code server.api}, {@code server.auth},
 * {@code server.guard}, {@code server.http}, {@code server.profile}, {@code server.scim}, {@code server.trace}, {@code spi} and
 * {@code trace}. Start reading at {@link dev.rollcall.server.workbench.WorkbenchArea}.
 */
@NullMarked
package dev.rollcall.server.workbench;

import org.jspecify.annotations.NullMarked;
