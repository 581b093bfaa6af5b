/**
 * SQL: one class a table, set-based statements right above the method that uses each, the connection as explicit first
 * parameter. The only translator of SQL states is {@code SqlErrors}. Rooms: {@code organisation}, {@code people},
 * {@code table}, {@code transaction}.
 */
@NullMarked
package dev.rollcall.core.store;

import org.jspecify.annotations.NullMarked;
