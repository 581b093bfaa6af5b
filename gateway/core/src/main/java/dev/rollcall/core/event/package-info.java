/**
 * What the application learns: the events that a change gives rise to.
 */
@NullMarked
package dev.rollcall.core.event;

import org.jspecify.annotations.NullMarked;
