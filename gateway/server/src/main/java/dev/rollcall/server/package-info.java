/**
 * The gateway as a process: settings, HTTP, wiring. Rooms: {@code config} (settings), {@code log}, {@code management} (health and
 * metrics), {@code http} (routes and errors), {@code scim}, {@code api} and {@code console} (what is served), {@code embedded}
 * (PostgreSQL for {@code up}), {@code cli} (the commands). No rule of provisioning and no provider's quirk lives here; only
 * {@code Adapters} names providers. Start reading at {@code Gateway}.
 */
@NullMarked
package dev.rollcall.server;

import org.jspecify.annotations.NullMarked;
