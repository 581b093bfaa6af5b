/**
 * The parts that statements are put together from: values, parameters, sort keys, positions of pages. Start reading at {@code
 * Sql}.
 */
@NullMarked
package dev.rollcall.core.read.sql;

import org.jspecify.annotations.NullMarked;
