/**
 * What the core does without being asked: it looks again at users who wait, and ends what was granted or decided for a time.
 * Start reading at {@code Reconsiderations}.
 */
@NullMarked
package dev.rollcall.core.task;

import org.jspecify.annotations.NullMarked;
