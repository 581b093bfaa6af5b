/**
 * The rules, as functions of their arguments: loaded rows and commands in, outcomes and changes out. No clock, no randomness,
 * no I/O. Start reading at {@code Decider}.
 */
@NullMarked
package dev.rollcall.core.decide;

import org.jspecify.annotations.NullMarked;
