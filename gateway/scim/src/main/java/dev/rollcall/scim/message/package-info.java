/**
 * Requests of clients, and the envelopes of the responses to them: queries, searches, bulk, lists, entity tags and the provider's
 * configuration. Carries nothing out. Imports {@code scim}, {@code scim.error}, {@code scim.filter}, {@code scim.patch},
 * {@code scim.resource} and {@code scim.schema}. Start reading at {@link dev.rollcall.scim.message.ScimRequest}, then
 * {@link dev.rollcall.scim.message.QueryReader}.
 */
@NullMarked
package dev.rollcall.scim.message;

import org.jspecify.annotations.NullMarked;
