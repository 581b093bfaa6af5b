/**
 * Reads a customer's directory at Google through the Directory API: access tokens, pages, errors classified by their meaning, users
 * and groups made canonical, and a check of the set-up that names what is wrong with it. May import Vert.x' web client and JWT
 * signing, the guard of {@code dev.rollcall.resilience}, Jackson and {@code dev.rollcall.spi}. Rooms: {@code api}. Start reading at
 * {@link dev.rollcall.adapters.google.source.GoogleSource}.
 */
@NullMarked
package dev.rollcall.adapters.google.source;

import org.jspecify.annotations.NullMarked;
