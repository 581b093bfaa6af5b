/**
 * The pages about how the application learns what happens: its endpoints, their secrets, the result of each delivery, and sending
 * again. Start at {@link WebhookPages}.
 */
@NullMarked
package dev.rollcall.console.delivery;

import org.jspecify.annotations.NullMarked;
