/**
 * Reads a customer's directory at Google by the Directory API: access tokens, pages, errors by what they mean, users and groups
 * made canonical, and a look at the set-up that names what is wrong with it. May import Vert.x' web client and JWT signing, the
 * guard of {@code dev.rollcall.resilience}, Jackson and {@code dev.rollcall.spi}. Rooms: {@code api}. Start reading at
 * {@link dev.rollcall.adapters.google.source.GoogleSource}.
 */
@NullMarked
package dev.rollcall.adapters.google.source;

import org.jspecify.annotations.NullMarked;
