/**
 * Profiles of directories over the API: shown, set, tried, taken back; and what the SCIM side reads requests with. May import the API's
 * parts, {@code dev.rollcall.spi.profile} and the core. Start reading at {@link dev.rollcall.server.profile.ProfileArea}.
 */
@NullMarked
package dev.rollcall.server.profile;

import org.jspecify.annotations.NullMarked;
