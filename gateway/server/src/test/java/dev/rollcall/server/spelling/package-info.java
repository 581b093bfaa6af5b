/**
 * The law of one reading: every spelling of a write, of every attribute, by every verb, for every adapter, has the effect of the plain
 * one. Start reading at {@link dev.rollcall.server.spelling.SpellingLawTest}.
 */
@NullMarked
package dev.rollcall.server.spelling;

import org.jspecify.annotations.NullMarked;
