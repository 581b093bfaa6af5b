/**
 * What a client asks ({@link dev.rollcall.scim.message.ScimRequest}) and the envelopes of what it is told.
 */
@NullMarked
package dev.rollcall.scim.message;

import org.jspecify.annotations.NullMarked;
