/**
 * Security Event Tokens (RFC 8417), and the transmitter of the OpenID Shared Signals Framework 1.0 that each organisation has:
 * receivers, their streams, what of the feed becomes which token, and how tokens are fetched (RFC 8936) or pushed (RFC 8935).
 * Rooms: {@code store}. Start reading at {@link dev.rollcall.delivery.ssf.Streams} for what a receiver sets, and at
 * {@link dev.rollcall.delivery.ssf.Tokens} for what it gets. Imports {@code core}, {@code delivery.feed} and
 * {@code delivery.webhook}.
 */
@NullMarked
package dev.rollcall.delivery.ssf;

import org.jspecify.annotations.NullMarked;
