/**
 * Profiles of directories over the API: they are shown, set, tried and taken back; and the profile with which the SCIM side reads
 * requests is found. Imports {@code core}, {@code expression}, {@code scim}, {@code server.api}, {@code server.auth},
 * {@code server.guard}, {@code server.http} and {@code spi}. Start reading at {@link dev.rollcall.server.profile.ProfileArea}.
 */
@NullMarked
package dev.rollcall.server.profile;

import org.jspecify.annotations.NullMarked;
