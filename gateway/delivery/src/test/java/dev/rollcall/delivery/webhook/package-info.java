@NullMarked
package dev.rollcall.delivery.webhook;

import org.jspecify.annotations.NullMarked;
