/**
 * Expressions: conditions and computed values in CEL, within bounds that are checked when the text is saved. Pure: no I/O, no clock, no access to
 * anything but the value, the named attributes of the request or of the user, and constants. May import CEL and Jackson; no other room may import CEL. Start
 * reading at {@link dev.rollcall.expression.Expression}.
 */
@NullMarked
package dev.rollcall.expression;

import org.jspecify.annotations.NullMarked;
