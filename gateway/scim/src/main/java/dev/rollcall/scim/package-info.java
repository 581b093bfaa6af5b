/**
 * SCIM 2.0 (RFC 7643, RFC 7644) as a pure library: no I/O, no clock, no provider's name.
 *
 * <p>Rooms: {@code schema} (what attributes are), {@code filter} (grammar and paths), {@code resource} (JSON in and out),
 * {@code patch}, {@code message} (requests and answers), {@code error}. May import jackson-databind and nothing else. Start
 * reading at {@link dev.rollcall.scim.message.ScimRequest}.
 */
@NullMarked
package dev.rollcall.scim;

import org.jspecify.annotations.NullMarked;
