/**
 * Who the caller is: directory credentials of identity providers, tokens of the admin API, sessions of the console, and the one key they rest on.
 * Rooms: {@code session}, {@code token}. Start reading at {@link dev.rollcall.server.auth.ServerKey}.
 */
@NullMarked
package dev.rollcall.server.auth;

import org.jspecify.annotations.NullMarked;
