/**
 * Profiles describe how one client differs from the RFC, as data instead of code. Holds the document with its shape and
 * its JSON Schema, the closed list of named functions, and the quirk that a document becomes. Pure: no I/O, no clock, no
 * vendor's name. Imports {@code expression}, {@code scim} and {@code spi}. Rooms: {@code function}, {@code problem}. Start
 * reading at {@link dev.rollcall.spi.profile.ClientProfile}, then {@link dev.rollcall.spi.profile.ProfileReader}.
 */
@NullMarked
package dev.rollcall.spi.profile;

import org.jspecify.annotations.NullMarked;
