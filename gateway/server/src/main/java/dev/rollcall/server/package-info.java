/**
 * The gateway as a process. No rule of provisioning and no provider's quirk lives here. Rooms: {@code access}, {@code api},
 * {@code auth}, {@code cli} (the commands), {@code config} (the settings), {@code console}, {@code converse}, {@code delivery},
 * {@code domain}, {@code embedded} (PostgreSQL for up), {@code guard}, {@code health}, {@code http} (what every request
 * has, errors), {@code jwt}, {@code log}, {@code loop}, {@code mail}, {@code management} (health and metrics), {@code node}
 * (wiring, routes, the list of adapters), {@code oauth}, {@code profile}, {@code pull}, {@code quota}, {@code scim},
 * {@code simulate}, {@code ssf}, {@code tls}, {@code trace}, {@code version}, {@code workbench}. Start reading at
 * {@code node.Gateway}.
 */
@NullMarked
package dev.rollcall.server;

import org.jspecify.annotations.NullMarked;
