/**
 * Webhooks as Standard Webhooks 1.0.0 has them: endpoints, what each is sent in which order, when a delivery is tried again,
 * and what became of it. Rooms: {@code post}. Start reading at {@link dev.rollcall.delivery.webhook.Dispatcher}. Imports
 * {@code core}, {@code delivery.feed} and {@code delivery.receipt}.
 */
@NullMarked
package dev.rollcall.delivery.webhook;

import org.jspecify.annotations.NullMarked;
