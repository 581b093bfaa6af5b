/**
 * The closed list of named functions that a mapping may use. Start reading at {@code Functions}.
 */
@NullMarked
package dev.rollcall.spi.profile.function;

import org.jspecify.annotations.NullMarked;
