/** How the application hears of events: webhooks and Security Event Tokens. Knows the core, and no HTTP route. */
@NullMarked
package dev.rollcall.delivery;

import org.jspecify.annotations.NullMarked;
