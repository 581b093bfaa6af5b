/**
 * Golden conversations: text files that say what a client sends and what it is to be answered, held over a
 * {@link dev.rollcall.spi.simulate.IdpTransport}. Knows no provider and no transport; the format is told in docs/conversations.md. Start
 * reading at {@link dev.rollcall.server.converse.Conversation}.
 */
@NullMarked
package dev.rollcall.server.converse;

import org.jspecify.annotations.NullMarked;
