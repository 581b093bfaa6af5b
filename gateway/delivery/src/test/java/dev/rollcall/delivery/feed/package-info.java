@NullMarked
package dev.rollcall.delivery.feed;

import org.jspecify.annotations.NullMarked;
