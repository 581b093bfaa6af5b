/**
 * PATCH (RFC 7644 section 3.5.2): the request as a value and its application to a resource. Members of a group are never part
 * of a stored document; {@link dev.rollcall.scim.patch.MembershipSteps} says what a request asks of them. Imports {@code scim},
 * {@code scim.error}, {@code scim.filter}, {@code scim.resource} and {@code scim.schema}. Start reading at
 * {@link dev.rollcall.scim.patch.PatchReader}, then {@link dev.rollcall.scim.patch.PatchApplier}.
 */
@NullMarked
package dev.rollcall.scim.patch;

import org.jspecify.annotations.NullMarked;
