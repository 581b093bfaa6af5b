/**
 * The admin API as the console reads it: {@link Api} sends a request with the session of the person who looks at the page, and the
 * records are the responses, with the fields that pages show. It holds no page and no rule. Rooms: {@code activity},
 * {@code directory}, {@code member}, {@code organisation}.
 */
@NullMarked
package dev.rollcall.console.api;

import org.jspecify.annotations.NullMarked;
