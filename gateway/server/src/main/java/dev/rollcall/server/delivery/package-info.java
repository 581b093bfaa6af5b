/**
 * The delivery of events over HTTP: the feeds as pages, long polls and streams, and the schemas of events. The engine is
 * {@code dev.rollcall.delivery}. Start reading at {@link dev.rollcall.server.delivery.DeliveryArea}.
 */
@NullMarked
package dev.rollcall.server.delivery;

import org.jspecify.annotations.NullMarked;
