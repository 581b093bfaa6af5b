/**
 * PATCH (RFC 7644 section 3.5.2): the request as a value and its application to a resource. Members of a group are
 * never part of a document; {@link dev.rollcall.scim.patch.MembershipStep} says what a request asks of them.
 */
@NullMarked
package dev.rollcall.scim.patch;

import org.jspecify.annotations.NullMarked;
