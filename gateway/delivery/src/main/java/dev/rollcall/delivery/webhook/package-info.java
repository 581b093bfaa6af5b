/**
 * Webhooks as Standard Webhooks 1.0.0 specifies them: endpoints, the events that each is sent and their order, when a delivery is
 * tried again, and its result. Rooms: {@code post}. Start reading at {@link dev.rollcall.delivery.webhook.Dispatcher}. Imports
 * {@code core}, {@code delivery.feed} and {@code delivery.receipt}.
 */
@NullMarked
package dev.rollcall.delivery.webhook;

import org.jspecify.annotations.NullMarked;
