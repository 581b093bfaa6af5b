/**
 * What a client can find out: schemas, resource types, what the provider supports, what can be granted. Start reading at {@code
 * DiscoveryHandlers}.
 */
@NullMarked
package dev.rollcall.server.scim.discovery;

import org.jspecify.annotations.NullMarked;
