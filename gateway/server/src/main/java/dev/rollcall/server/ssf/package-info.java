/**
 * The transmitter of Security Events that each organisation has, on the wire (SSF 1.0): its metadata and keys, the streams of receivers,
 * polling (RFC 8936), and the routes of the API by which administrators keep receivers. The engine is {@code dev.rollcall.delivery.ssf}.
 * Start reading at {@link dev.rollcall.server.ssf.StreamArea}.
 */
@NullMarked
package dev.rollcall.server.ssf;

import org.jspecify.annotations.NullMarked;
