/**
 * The gateway as a process. Rooms: {@code node} (wiring, routes, the list of adapters), {@code http} (what every request has,
 * errors), {@code auth}, {@code scim}, {@code api} and {@code console} (what is served), {@code management} (health and metrics),
 * {@code log}, {@code config}, {@code embedded} (PostgreSQL for {@code up}), {@code cli} (the commands). No rule of provisioning
 * and no provider's quirk lives here. Start reading at {@code node.Gateway}.
 */
@NullMarked
package dev.rollcall.server;

import org.jspecify.annotations.NullMarked;
