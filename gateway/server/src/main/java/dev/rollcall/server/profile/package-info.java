/**
 * Profiles of directories over the API: shown, set, tried, taken back; and what the SCIM side reads requests with. Imports
 * {@code core}, {@code expression}, {@code scim}, {@code server.api}, {@code server.auth}, {@code server.guard},
 * {@code server.http} and {@code spi}. Start reading at {@link dev.rollcall.server.profile.ProfileArea}.
 */
@NullMarked
package dev.rollcall.server.profile;

import org.jspecify.annotations.NullMarked;
