/**
 * Rows as values, one record a table: what is loaded, decided over and written back. Immutable.
 */
@NullMarked
package dev.rollcall.core.model.row;

import org.jspecify.annotations.NullMarked;
