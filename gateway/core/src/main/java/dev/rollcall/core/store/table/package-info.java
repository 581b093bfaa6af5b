/** Helpers that the statements of all tables share. */
@NullMarked
package dev.rollcall.core.store.table;

import org.jspecify.annotations.NullMarked;
