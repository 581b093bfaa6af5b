/**
 * One message to one endpoint: what it says, how it is signed and sent, and when it is tried again. Start reading at {@code
 * Sender}.
 */
@NullMarked
package dev.rollcall.delivery.webhook.post;

import org.jspecify.annotations.NullMarked;
