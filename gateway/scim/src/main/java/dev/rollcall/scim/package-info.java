/**
 * SCIM 2.0 (RFC 7643, RFC 7644) as a pure library: no I/O, no clock, no provider's name.
 *
 * <p> May import jackson-databind and nothing else. Rooms: {@code error}, {@code filter}, {@code message}, {@code patch},
 * {@code resource}, {@code schema}, {@code spelling}. Start reading at {@link dev.rollcall.scim.message.ScimRequest}.
 */
@NullMarked
package dev.rollcall.scim;

import org.jspecify.annotations.NullMarked;
