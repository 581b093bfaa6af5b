/**
 * The shared provisioning core: who is a member of an organisation, in which role, on which seat, and why. Knows no adapter
 * and no HTTP; may import {@code dev.rollcall.scim}, vertx-core and vertx-pg-client.
 *
 * <p>Rooms: {@code lane} (batching), {@code decide} (the rules, pure), {@code store} (SQL, one class a table), {@code read}
 * (queries), {@code event}, {@code admin} (organisations, directories, credentials). Start reading at
 * {@code Provisioning}.
 */
@NullMarked
package dev.rollcall.core;

import org.jspecify.annotations.NullMarked;
