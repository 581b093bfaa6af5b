/**
 * The pages about what providers have sent: found by person, outcome, kind and time; one request with everything that it did; and
 * what it would do now. Start at {@link RequestPages}.
 */
@NullMarked
package dev.rollcall.console.requests;

import org.jspecify.annotations.NullMarked;
