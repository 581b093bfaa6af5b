/**
 * Discovery for clients: schemas, resource types, what the gateway supports, what can be granted. Start reading at
 * {@code DiscoveryHandlers}.
 */
@NullMarked
package dev.rollcall.server.scim.discovery;

import org.jspecify.annotations.NullMarked;
