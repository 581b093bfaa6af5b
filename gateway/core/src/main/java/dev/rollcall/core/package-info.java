/**
 * The shared provisioning core: who is a member of an organisation, in which role, on which seat, and why. Knows no adapter and
 * no HTTP; vertx-core and vertx-pg-client are all that it uses beside {@code dev.rollcall.scim}.
 *
 * <p>Rooms: {@code command} (what is asked and what comes back), {@code lane} (batching), {@code decide} (the rules, pure),
 * {@code store} (SQL, one class a table), {@code read} (queries), {@code model} (values), {@code attribute} (what is shared of
 * users), {@code admin} (organisations, directories, credentials), {@code task} (what is done without being asked), {@code secret} (keys and seals). Start reading at
 * {@code Provisioning}.
 */
@NullMarked
package dev.rollcall.core;

import org.jspecify.annotations.NullMarked;
