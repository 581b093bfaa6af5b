/** Requests made by a grammar and mutated, sent to a running gateway. Start reading at {@link dev.rollcall.server.fuzz.FuzzIT}. */
@NullMarked
package dev.rollcall.server.fuzz;

import org.jspecify.annotations.NullMarked;
