/**
 * Google Workspace. It does not speak SCIM to services outside its own catalogue, so the gateway has to read its directory. May
 * import {@code dev.rollcall.spi} and {@code dev.rollcall.scim}. Rooms: {@code simulate}, {@code source}. Start reading at
 * {@link dev.rollcall.adapters.google.GoogleAdapter}.
 */
@NullMarked
package dev.rollcall.adapters.google;

import org.jspecify.annotations.NullMarked;
