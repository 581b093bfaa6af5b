/**
 * The SCIM side of the gateway: from an HTTP request to a command or a query of the core, and its outcome back to HTTP. Decides
 * nothing. Rooms: {@code bulk}, {@code discovery}. Start reading at {@link dev.rollcall.server.scim.ScimHandlers}.
 */
@NullMarked
package dev.rollcall.server.scim;

import org.jspecify.annotations.NullMarked;
