/** The parts from which statements are put together: values, parameters, sort keys, positions of pages. Start reading at {@code Sql}. */
@NullMarked
package dev.rollcall.core.read.sql;

import org.jspecify.annotations.NullMarked;
