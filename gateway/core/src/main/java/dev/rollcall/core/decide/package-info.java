/**
 * The rules, as functions of their arguments: loaded rows and commands in, outcomes and changes out. No clock, no randomness,
 * no I/O. Rooms: {@code member}, {@code plan}, {@code request}, {@code scim}, {@code workspace}. Start reading at
 * {@code Decider}.
 */
@NullMarked
package dev.rollcall.core.decide;

import org.jspecify.annotations.NullMarked;
