/**
 * Golden conversations: text files that say what a client sends and which responses it should get, played over a
 * {@link dev.rollcall.spi.simulate.IdpTransport}. Knows no provider and no transport; docs/conversations.md describes the format.
 * Start reading at {@link dev.rollcall.server.converse.Conversation}.
 */
@NullMarked
package dev.rollcall.server.converse;

import org.jspecify.annotations.NullMarked;
